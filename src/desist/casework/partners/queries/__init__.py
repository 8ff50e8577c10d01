"""Finding family members and debriefs, one noun a file."""
