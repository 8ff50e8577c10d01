"""Pages of the battery: those of staff, and those of the tablet."""
