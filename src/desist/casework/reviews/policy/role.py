"""Which roles take part in a review, read it, and hear what a participant says."""

from desist.casework.access import Role

PARTIES = frozenset({Role.REFERRER, Role.FACILITATOR, Role.MANAGER})
"""Those who take part in a review, or stand in for whoever does."""
READERS = PARTIES | {Role.ASSESSOR}
HEARERS = frozenset({Role.FACILITATOR, Role.MANAGER})
"""Those who hear feedback on the programme, and write the New Life Plan with somebody."""
