"""Stages of the demonstration: what each app of the journey adds to the invented people."""
