"""What is typed about people, a subject a file."""
