"""Tasks: what is due, for whom and by when; and notices, which never carry case content."""
