"""Config: where everything is plugged together. Nothing imports this."""
