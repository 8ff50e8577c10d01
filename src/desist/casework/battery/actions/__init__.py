"""What changes the battery: administrations, sittings, typing, and the wording of items."""
