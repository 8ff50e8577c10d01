"""Pages of the case file, one a file."""
