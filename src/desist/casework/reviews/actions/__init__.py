"""What changes reviews: calling and holding them, feedback, complaints, the New Life Plan."""
