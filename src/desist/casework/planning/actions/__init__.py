"""What changes plans: enrolling, drafting, approving, booking, keeping rooms and leave."""
