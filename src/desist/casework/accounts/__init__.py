"""Accounts: staff, what posts they hold and where, and how we are sure that it is them."""
