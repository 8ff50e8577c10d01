"""What changes groups: forming one, seating people, booking, moving and cancelling sessions."""
