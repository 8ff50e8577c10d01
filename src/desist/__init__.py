"""Desist runs a treatment programme, and says honestly whether it works."""

__version__ = "0.1.0"
