"""Jobs of the command line."""
