"""Pages of delivery, one kind of page a file."""
