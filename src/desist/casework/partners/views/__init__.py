"""Pages of partner and family work and of debriefs, one noun a file."""
