"""Pages of groups, one a file."""
