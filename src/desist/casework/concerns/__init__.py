"""Concerns: what must be acted on at once, who was told, and what they answered."""
