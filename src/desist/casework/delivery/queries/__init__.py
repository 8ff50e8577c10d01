"""Finding what was delivered, and what the law asks of a failure."""
