"""What is done about studies."""
