"""Parts: each member's own appointment in a group's session, kept in step with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from desist.casework.audit.door import bookkeeping, tell
from desist.casework.groups.models import GroupSession
from desist.casework.groups.queries.part import parts_to_come
from desist.casework.planning.actions.appointment import BOOKED, book_sessions
from desist.casework.planning.actions.hold import call_off, shift
from desist.casework.planning.models import Appointment, AppointmentState, Enrolment, PlanState
from desist.casework.planning.queries.requirement import days_not_covered

SHARED = (*BOOKED, "co_facilitator")
"""What a part has from its session."""


@bookkeeping("part of booking a group's sessions or joining it, which tell")
def book_parts(
    *, enrolment: Enrolment, sessions: Sequence[GroupSession], by: Any, at: datetime
) -> list[Appointment]:
    """Book somebody's part in these sessions: those that they have not had, while an order lasts.

    Raises:
        TimeTaken: they have another session then.
        TwoNeeded: one of them may not be held by so few.
        StaleVersion: their place was given up meanwhile.
    """
    plan = enrolment.plans.get(state=PlanState.APPROVED)
    had = set(_standing(enrolment).values_list("number", flat=True))
    lapsed = set(days_not_covered(enrolment.referral, [each.day for each in sessions]))
    made = [
        Appointment(
            enrolment=enrolment, plan=plan, group_session=each.public_id, changed_at=at,
            **{name: getattr(each, name) for name in SHARED},
        )
        for each in sessions
        if each.number not in had and each.day not in lapsed
    ]  # fmt: skip
    if made:
        book_sessions(enrolment=enrolment, sessions=made, by=by, at=at)
        tell(enrolment, plan, enrolment.person, *made, fields=BOOKED, verb="planning.book")
    return made


def _standing(enrolment: Enrolment) -> Any:
    held = Appointment.objects.filter(enrolment=enrolment, makes_good=None)
    return held.exclude(state=AppointmentState.CANCELLED)


@bookkeeping("part of moving a group's session, which tells")
def shift_parts(*, session: GroupSession, values: Mapping[str, Any], by: Any, at: datetime) -> None:
    """Move every member's part with the session; one whose order is over by then is called off.

    Raises:
        TimeTaken: a member has another session then.
    """
    for each in parts_to_come(session):
        person, given = each.enrolment.person, {"booking": each, "read_version": each.version}
        if days_not_covered(each.enrolment.referral, [session.day]):
            changed = call_off(**given, by=by, at=at)
            tell(each, person, fields=changed, verb="planning.cancel")
        else:
            changed = shift(**given, values=values, by=by, at=at)
            tell(each, person, fields=changed, verb="planning.move")


@bookkeeping("part of cancelling a group's session, which tells")
def call_off_parts(*, session: GroupSession, by: Any, at: datetime) -> None:
    """Call off every member's part with the session."""
    for each in parts_to_come(session):
        changed = call_off(booking=each, read_version=each.version, by=by, at=at)
        tell(each, each.enrolment.person, fields=changed, verb="planning.cancel")
