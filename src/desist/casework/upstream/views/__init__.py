"""Pages of upstream, one noun a file."""
