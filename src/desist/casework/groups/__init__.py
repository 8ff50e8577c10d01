"""Groups: who sits in which, when each meets, and who fits into it."""
