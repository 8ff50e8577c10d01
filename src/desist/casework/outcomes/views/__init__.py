"""Pages of outcomes, one kind of page a file."""
