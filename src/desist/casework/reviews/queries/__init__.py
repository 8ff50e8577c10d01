"""Finding reviews, the points that are reached, feedback, complaints and the New Life Plan."""
