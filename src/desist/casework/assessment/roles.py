"""For whose work the pages of an assessment are."""

from desist.casework.access import Role
from desist.casework.access.role import CASE_ROLES

READERS = CASE_ROLES - {Role.PROGRAMME_ADMINISTRATOR}
"""Those who read static risk and the outcome of a decision."""
CLINICIANS = frozenset({Role.ASSESSOR, Role.MANAGER, Role.FACILITATOR})
"""Those who read what the battery shows."""
