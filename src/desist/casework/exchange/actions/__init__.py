"""What changes other systems, and what they change here, one noun a file."""
