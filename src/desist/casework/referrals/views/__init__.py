"""Pages about referrals, one noun a file."""
