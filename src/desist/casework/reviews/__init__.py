"""Reviews: three-way reviews, feedback, complaints and the New Life Plan."""
