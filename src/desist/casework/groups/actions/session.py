"""Booking a group's sessions, moving one, cancelling one, and that one was held."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from desist.casework.audit.door import action, bookkeeping, tell
from desist.casework.groups.actions.membership import let_deliver
from desist.casework.groups.actions.part import book_parts, call_off_parts, shift_parts
from desist.casework.groups.models import GroupSession, ProgrammeGroup
from desist.casework.groups.queries.group import open_seats_of
from desist.casework.groups.queries.turn import take_turn
from desist.casework.planning.actions.appointment import BOOKED
from desist.casework.planning.actions.hold import TimeTaken, call_off, shift, take
from desist.casework.planning.models import AppointmentState
from desist.casework.records.editable import amend, insert


@action("groups.book", on="group")
def book_meetings(
    *, group: ProgrammeGroup, sessions: Iterable[Mapping[str, Any]], by: Any, at: datetime
) -> ProgrammeGroup:
    """Book sessions of a group with each member's part in them, all or none.

    Each holds number, module, exercises, day, starts, minutes, room, facilitator, co_facilitator.

    Raises:
        TimeTaken: one of them would meet another session; nothing was booked.
        TwoNeeded: one of them may not be held by so few; nothing was booked.
        StaleVersion: the group ended meanwhile, or a member left it.
    """
    take_turn(group.pk, while_it_runs=True)
    made = [GroupSession(group=group, changed_at=at, **each) for each in sessions]
    for each in made:
        take(booking=each, at=at)
        try:
            with transaction.atomic():
                insert(each, by=by, at=at)
        except IntegrityError:
            raise TimeTaken(each, ()) from None
    for seat in open_seats_of(group):
        coming = [each for each in made if each.day >= seat.joined_on]
        book_parts(enrolment=seat.enrolment, sessions=coming, by=by, at=at)
    _let_those_deliver(group, made, at=at)
    tell(group, *made, fields=BOOKED)
    return group


@action("groups.move", on="session")
def move_meeting(
    *,
    session: GroupSession,
    read_version: int,
    values: Mapping[str, Any],
    by: Any,
    at: datetime,
) -> GroupSession:
    """Hold it on another day, at another time, elsewhere or by somebody else, for everybody.

    ``values`` holds any of day, starts, room, facilitator and co_facilitator.

    Raises:
        TimeTaken: it would meet another session; nothing was changed.
        StaleVersion: somebody else changed it in between.
    """
    take_turn(session.group_id)
    changed = shift(booking=session, read_version=read_version, values=values, by=by, at=at)
    shift_parts(session=session, values=values, by=by, at=at)
    _let_those_deliver(session.group, [session], at=at)
    tell(session, session.group, fields=changed)
    return session


@action("groups.cancel", on="session")
def cancel_meeting(
    *, session: GroupSession, read_version: int, by: Any, at: datetime
) -> GroupSession:
    """Do not hold it; its session of the programme can be booked anew.

    Raises:
        StaleVersion: somebody else changed it in between.
    """
    take_turn(session.group_id)
    return call_off_meeting(session=session, read_version=read_version, by=by, at=at)


@bookkeeping("part of cancelling a session or ending a group; it tells within their act")
def call_off_meeting(
    *, session: GroupSession, read_version: int, by: Any, at: datetime
) -> GroupSession:
    """Call it off with everybody's part in it.

    Raises:
        StaleVersion: somebody else changed it in between.
    """
    changed = call_off(booking=session, read_version=read_version, by=by, at=at)
    call_off_parts(session=session, by=by, at=at)
    tell(session, session.group, fields=changed, verb="groups.cancel")
    return session


@action("groups.hold", on="session")
def mark_meeting_held(
    *, session: GroupSession, read_version: int, by: Any, at: datetime
) -> GroupSession:
    """It was held; what happened in it is recorded by delivery.

    Raises:
        StaleVersion: somebody else changed it in between.
    """
    values = {"state": AppointmentState.HELD}
    changed = amend(session, read_version=read_version, values=values, by=by, at=at)
    tell(session, session.group, fields=changed)
    return session


def _let_those_deliver(
    group: ProgrammeGroup, sessions: Iterable[GroupSession], *, at: datetime
) -> None:
    """Whoever leads a session, also in somebody's place, sees those who sit in the group."""
    leading = {user.pk: user for each in sessions for user in each.facilitators}
    enrolments = [each.enrolment for each in open_seats_of(group)]
    let_deliver(enrolments=enrolments, users=leading.values(), on=timezone.localdate(at), at=at)
