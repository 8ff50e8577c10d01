"""Studies: what an evaluation is given of the service, who allowed it, and to whom it went."""
