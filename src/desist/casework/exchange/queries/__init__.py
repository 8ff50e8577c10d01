"""Finding other systems, and what they may read, one noun a file."""
