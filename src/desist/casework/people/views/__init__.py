"""Pages about people, a subject a file."""
