"""What is typed about groups and their sessions."""
