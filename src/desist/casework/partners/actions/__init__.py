"""What changes partner and family work, and debriefs, one noun a file."""
