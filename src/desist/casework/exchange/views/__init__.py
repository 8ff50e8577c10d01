"""Pages of exchange, one noun a file."""
