"""Commands of exchange, one a file."""
