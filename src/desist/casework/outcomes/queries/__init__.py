"""Finding how programmes ended, and what their reports are assembled from."""
