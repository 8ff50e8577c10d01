"""What systems upstream said, held against our record."""
