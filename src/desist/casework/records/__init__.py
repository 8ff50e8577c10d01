"""What every row shares: two ids, a version, encryption bound to the row, and the key ring."""
