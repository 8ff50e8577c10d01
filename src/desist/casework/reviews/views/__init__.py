"""Pages of reviews, one kind of page a file."""
