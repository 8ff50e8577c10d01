"""Pages about concerns, one kind of page a file."""
