"""What is typed about an assessment, checked before any action sees it."""
