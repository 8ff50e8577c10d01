"""What this app holds about a person, for subject access, merging and retention."""

from desist.casework.groups.models import GroupMembership, Way
from desist.casework.records.held import Held

HELD = (
    Held(model=GroupMembership, person="enrolment__person"),
    Held(model=Way, person="person"),
)
