"""Who came to a group's sessions: a line a member, a mark a session, and the dose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desist.casework.access import rows
from desist.casework.access.policy import Actor
from desist.casework.delivery.queries.course import Sitting
from desist.casework.groups.models import GroupSession, ProgrammeGroup
from desist.casework.groups.queries.group import seats_of
from desist.casework.people.models import Person
from desist.casework.planning.models import Appointment, AppointmentState


@dataclass(frozen=True, kw_only=True)
class Line:
    """One member: for each session the sitting, or None where they had no part in it."""

    person: Person
    sittings: Sequence[Sitting | None]

    @property
    def came(self) -> int:
        """Sessions to which they came."""
        return sum(bool(each and each.record and each.record.attended) for each in self.sittings)

    @property
    def asked(self) -> int:
        """Sessions of which something is recorded."""
        return sum(bool(each and each.record) for each in self.sittings)

    @property
    def minutes(self) -> int:
        """The minutes for which they were there."""
        return sum(each.record.minutes for each in self.sittings if each and each.record)


@dataclass(frozen=True, kw_only=True)
class Attendance:
    """The sessions held, a line for each member in reach, and how many others there are."""

    sessions: Sequence[GroupSession]
    lines: Sequence[Line]
    others: int


def attendance_of(actor: Actor, group: ProgrammeGroup) -> Attendance:
    """Who came to the sessions of a group that were held, of those who sit in it now."""
    held = rows(actor, GroupSession).filter(group=group, state=AppointmentState.HELD)
    sessions, seats = list(held.order_by("number", "day")), seats_of(actor, group)
    parts = rows(actor, Appointment).filter(
        group_session__in=[each.public_id for each in sessions],
        enrolment__in=[each.enrolment_id for each in seats.seen],
    )
    standing = parts.exclude(state=AppointmentState.CANCELLED)
    related = standing.select_related("session_record__absence", "session_record__failure")
    found = {(each.enrolment_id, each.group_session): Sitting.of(each) for each in related}
    lines = [
        Line(
            person=seat.enrolment.person,
            sittings=[found.get((seat.enrolment_id, each.public_id)) for each in sessions],
        )
        for seat in seats.seen
    ]
    return Attendance(sessions=sessions, lines=lines, others=seats.others)
