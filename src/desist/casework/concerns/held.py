"""What this app holds about a person, for subject access, merging and retention."""

HELD = ()
