"""Finding what is asked for, what may be merged, and what falls due."""
