"""Seating somebody in a group, and that they left it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from desist.casework.access import may
from desist.casework.access.policy import System
from desist.casework.accounts.models import User
from desist.casework.audit.door import Refused, action, bookkeeping, tell
from desist.casework.groups.actions.part import book_parts
from desist.casework.groups.models import GroupMembership, ProgrammeGroup
from desist.casework.groups.queries.group import open_seats_of, to_come_of
from desist.casework.groups.queries.turn import take_turn
from desist.casework.people.queries import pairs_kept_apart
from desist.casework.planning.actions.appointment import wait_no_longer
from desist.casework.planning.actions.enrolment import assign_facilitator
from desist.casework.planning.models import Enrolment, PlanState
from desist.casework.planning.queries.kept_place import hold_place

GROUPS = System("groups")


class NoSeat(ValueError):
    """Somebody cannot sit in this group; ``why`` is a code.

    ``other_programme``: another programme, version or format. ``no_plan``: no plan of theirs is
    approved. ``full``: every seat is taken. ``kept_apart``: they must not meet somebody in it.
    ``seated``: they sit in a group already.
    """

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@action("groups.join", on="enrolment", told=_("Place in a group"))
def join_group(
    *,
    enrolment: Enrolment,
    group: ProgrammeGroup,
    on: date,
    because: str,
    by: Any,
    at: datetime,
    judged: Mapping[str, Any] | None = None,
) -> GroupMembership:
    """Give somebody a seat, and book their part in every session of the group to come.

    Those who lead the group deliver to them from now on. Sessions after their order or licence are
    not booked. Nobody is seated with somebody whom they must not meet, whatever the reason.

    ``judged`` is what the rule said, where somebody looked.

    Raises:
        NoSeat: they cannot sit there; nothing was changed.
        Refused: whoever acts may not seat people in this group.
        TimeTaken: they have another session when the group meets; nothing was changed.
        StaleVersion: the group ended meanwhile, or their referral did.
    """
    if not may(by, "groups.seat", group):
        raise Refused(f"{by} may not groups.seat")
    _check_seat(enrolment, take_turn(group.pk, while_it_runs=True), on=on)
    referral = hold_place(enrolment, at=at)
    seat = GroupMembership(group=group, enrolment=enrolment, joined_on=on, because=because)
    seat.placed_by = None if by.is_system else by
    seat.judged = json.dumps(judged, sort_keys=True) if judged else None
    seat.save(force_insert=True)
    let_deliver(enrolments=[enrolment], users=group.facilitators, on=on, at=at)
    sessions = list(to_come_of(group, after=on, at=at))
    book_parts(enrolment=enrolment, sessions=sessions, by=by, at=at)
    wait_no_longer(referral=referral, by=by, at=at)
    tell(seat, group, enrolment, enrolment.person, fields=("group", "joined_on", "because"))
    return seat


def _check_seat(enrolment: Enrolment, group: ProgrammeGroup, *, on: date) -> None:
    names = ("programme", "programme_version", "format")
    if any(getattr(enrolment, name) != getattr(group, name) for name in names):
        raise NoSeat("other_programme")
    if not enrolment.plans.filter(state=PlanState.APPROVED).exists():
        raise NoSeat("no_plan")
    if enrolment.memberships.filter(left_on=None).exists():
        raise NoSeat("seated")
    members = [each.enrolment.person for each in open_seats_of(group)]
    if len(members) >= group.seats:
        raise NoSeat("full")
    pairs = pairs_kept_apart([enrolment.person, *members], on=on)
    if any(enrolment.person_id in pair for pair in pairs):
        raise NoSeat("kept_apart")


@bookkeeping("gives the part of the system that seats people its own act for each")
def let_deliver(
    *, enrolments: Iterable[Enrolment], users: Iterable[User], on: date, at: datetime
) -> None:
    """Let those who lead the group deliver to its members, and see them."""
    leading = list(users)
    for enrolment in enrolments:
        held = enrolment.assignments.filter(ended_on=None)
        known = set(held.values_list("user", flat=True))
        for user in leading:
            if user.pk not in known:
                given = {"enrolment": enrolment, "user": user, "begins_on": on}
                assign_facilitator(**given, by=GROUPS, at=at)


@action("groups.leave", on="membership", told=_("Left the group"))
def leave_group(*, membership: GroupMembership, on: date, by: Any, at: datetime) -> GroupMembership:
    """Somebody sits in it no longer: brought about by a step of their referral, or by its end."""
    membership.left_on = on
    membership.save(update_fields=["left_on"])
    tell(membership, membership.enrolment.person, fields=("left_on",))
    return membership
