"""Case file: today's work, and one person's whole story on one page."""
