"""Commands of the battery."""
