"""Outcomes: completion, the end-of-programme report, and follow-up."""
