"""Partners: work with partners and family, never mixed with the participant's record."""
