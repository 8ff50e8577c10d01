"""What other systems call, one noun a file."""
