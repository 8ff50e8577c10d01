"""Pages about rights, one kind of page a file."""
