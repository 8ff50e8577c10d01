"""The ground floor: what the terms of a treatment programme mean, and how they are judged.

Values in, judgements out. Standard library only: no storage, no clock, no randomness.
"""
