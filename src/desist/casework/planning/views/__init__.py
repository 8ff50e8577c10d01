"""Pages of planning, one a file."""
