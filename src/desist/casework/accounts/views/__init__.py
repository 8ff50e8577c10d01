"""Pages of accounts: the way in, one's own account, and staff as administrators see them."""
