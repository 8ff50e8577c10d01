"""What is typed about reviews, feedback, complaints and the New Life Plan."""
