"""Every change to accounts: staff and their posts, signing in, second factors, limits."""
