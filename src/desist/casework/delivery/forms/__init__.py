"""What is typed about sessions, registers, absences, failures and catch-ups."""
