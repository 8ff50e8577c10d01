"""Pages of an assessment, one subject a file."""
