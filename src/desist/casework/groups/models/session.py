"""A group's session: when and where a group meets, and who leads it then."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from desist.casework.groups.models.group import ProgrammeGroup
from desist.casework.planning.models import Booking
from desist.casework.records.editable import Revision


class GroupSession(Booking):
    """One meeting. It takes room and staff; each member's part in it is an appointment of theirs.

    So attendance, absence and dose are kept for each member as they are for a session alone.
    """

    group = models.ForeignKey(ProgrammeGroup, models.PROTECT, related_name="sessions")

    class Meta:
        indexes = [
            models.Index(fields=("facilitator", "day"), name="group_sessions_led"),
            models.Index(fields=("co_facilitator", "day"), name="group_sessions_supported"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=("group", "number"),
                condition=~Q(state="cancelled"),
                name="one_meeting_for_a_session_of_the_programme",
            )
        ]


class GroupSessionRevision(Revision):
    """A state that a group's session has had."""

    of = models.ForeignKey(GroupSession, models.PROTECT, related_name="revisions")
