"""Rule sets: what this site judges by, adopted by named people, for stated reasons."""
