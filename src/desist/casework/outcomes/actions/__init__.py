"""What changes outcomes: ending somebody's part, and the report with its two signatures."""
