"""Commands of studies, one a file."""
