"""Assessment: static risk, profile and eligibility, and every Decision as it was made."""
