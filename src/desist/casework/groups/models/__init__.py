"""What groups hold: the groups themselves, who sits in them, and their sessions."""

from desist.casework.groups.models.group import GroupEnded, ProgrammeGroup, ProgrammeGroupRevision
from desist.casework.groups.models.membership import GroupMembership
from desist.casework.groups.models.session import GroupSession, GroupSessionRevision
from desist.casework.groups.models.way import Way

__all__ = [
    "GroupEnded",
    "GroupMembership",
    "GroupSession",
    "GroupSessionRevision",
    "ProgrammeGroup",
    "ProgrammeGroupRevision",
    "Way",
]
