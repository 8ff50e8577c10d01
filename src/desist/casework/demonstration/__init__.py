"""Demonstration: invented people, made through the same actions as real ones."""
