"""What changes delivery: recording sessions, absences, failures, catch-ups."""
