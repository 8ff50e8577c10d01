"""Audit: who did or saw what, in a chain that cannot be altered without being found out."""
