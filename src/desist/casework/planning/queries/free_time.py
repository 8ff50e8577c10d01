"""When people, staff and rooms are taken, in quarters of an hour."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Q

from desist.casework.accounts.models import User
from desist.casework.people.models import Person
from desist.casework.planning.models import Hold, Room

SLOT = timedelta(minutes=15)


def slots_of(begins_at: datetime, ends_at: datetime) -> range:
    """The quarters of an hour that a stretch of time touches, by their number in UTC."""
    length = int(SLOT.total_seconds())
    return range(int(begins_at.timestamp()) // length, -(-int(ends_at.timestamp()) // length))


def whoever_is_taken(
    *,
    begins_at: datetime,
    ends_at: datetime,
    people: Iterable[Person],
    staff: Iterable[User],
    room: Room | None,
) -> tuple[str, ...]:
    """Which of ``person``, ``user`` and ``room`` is taken within a stretch of time."""
    taken = Hold.objects.filter(slot__in=slots_of(begins_at, ends_at))
    asked = {"person": Q(person__in=list(people)), "user": Q(user__in=list(staff))}
    asked |= {"room": Q(room=room)} if room is not None else {}
    return tuple(name for name, which in asked.items() if taken.filter(which).exists())
