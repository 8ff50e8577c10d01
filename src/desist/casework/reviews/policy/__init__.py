"""The policy of reviews: who takes part, who hears feedback, who answers a complaint."""

from desist.casework.reviews.policy import feedback, life_plan, review
from desist.casework.reviews.policy.role import HEARERS, PARTIES, READERS

__all__ = ["HEARERS", "PARTIES", "READERS", "feedback", "life_plan", "review"]
