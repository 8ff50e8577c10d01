"""Finding what was planned, and when people, staff and rooms are free."""
