"""The policy of planning: what hangs on a person, and what is about the service."""

from desist.casework.planning.policy import place, plan
from desist.casework.planning.policy.role import BOOKERS, KEEPERS, PLANNERS

__all__ = ["BOOKERS", "KEEPERS", "PLANNERS", "place", "plan"]
