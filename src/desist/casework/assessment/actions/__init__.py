"""What changes an assessment: coding, signed facts, ratings, decisions and rulings."""
