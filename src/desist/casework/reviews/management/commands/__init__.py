"""Commands of reviews, one a file."""
