"""SQLite as Django talks to it, but that a question is put into SQLite's words once."""
