"""What is typed about formulations, plans, sessions, rooms and leave."""
