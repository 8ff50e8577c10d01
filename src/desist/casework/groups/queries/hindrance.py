"""What stands against holding a group's sessions as they are booked, and against who sits in it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from desist.casework.access import Role, reached
from desist.casework.access.policy import Actor
from desist.casework.accounts.queries import staff_holding
from desist.casework.groups.models import GroupSession, ProgrammeGroup
from desist.casework.groups.queries.group import open_seats_of
from desist.casework.people.models import Person
from desist.casework.people.queries import pairs_kept_apart
from desist.casework.planning.models import StaffLeave
from desist.casework.planning.queries.hindrance import SAID
from desist.casework.tasks.working_day import is_working_day


def against_in(sessions: Sequence[GroupSession], *, on: date) -> dict[int, list[Any]]:
    """For each session to come what stands against it, in words, by the number of its row.

    Their groups are to be at hand.
    """
    coming = [each for each in sessions if each.is_upcoming and each.day >= on]
    if not coming:
        return {}
    staff = {user.pk for each in coming for user in each.facilitators}
    away = list(StaffLeave.objects.filter(user__in=staff, withdrawn_at=None, last_on__gte=on))
    posted = set(staff_holding(Role.FACILITATOR, on=on).values_list("pk", flat=True))
    found = {}
    for each in coming:
        codes = list(_codes(each, away, posted))
        if codes:
            found[each.pk] = [SAID[code] for code in codes]
    return found


def _codes(
    session: GroupSession, away: Sequence[StaffLeave], posted: Collection[int]
) -> Iterator[str]:
    staff = {each.pk for each in session.facilitators}
    if any(e.user_id in staff and e.first_on <= session.day <= e.last_on for e in away):
        yield "leave"
    if not staff <= posted:
        yield "gone"
    if not session.room.is_open:
        yield "closed"
    if not is_working_day(session.day, session.group.nation):
        yield "holiday"


def all_hindered(actor: Actor, *, day: date) -> list[tuple[GroupSession, list[Any]]]:
    """The same of every day from this one on, the soonest first."""
    return first_hindered(actor, day=day, until=date.max)


def first_hindered(actor: Actor, *, day: date, until: date) -> list[tuple[GroupSession, list[Any]]]:
    """The sessions of groups of these days that somebody may move and that cannot be held so."""
    sessions = _of_days(actor, day=day, until=until)
    against = against_in(sessions, on=day)
    return [(each, against[each.pk]) for each in sessions if each.pk in against]


@reached(GroupSession, "groups.move")
def _of_days(held: QuerySet[GroupSession], *, day: date, until: date) -> QuerySet[GroupSession]:
    near = held.filter(day__gte=day, day__lte=until)
    related = near.select_related("group", "room__place", "facilitator", "co_facilitator")
    return related.order_by("day", "starts", "pk")


def pairs_apart_in(
    group: ProgrammeGroup, seen: Sequence[Person], *, on: date
) -> list[tuple[Person, Person]]:
    """Members in reach who must not meet: it was recorded after they were seated."""
    pairs = pairs_kept_apart([each.enrolment.person for each in open_seats_of(group)], on=on)
    known = {each.pk: each for each in seen}
    return [
        (known[first], known[second])
        for first, second in (sorted(pair) for pair in pairs)
        if first in known and second in known
    ]
