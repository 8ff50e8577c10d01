"""Exchange: the API, the outbox, adapters to other systems, and import."""
