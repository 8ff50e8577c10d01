"""Finding groups, who sits in them, who could, and when they meet."""
