"""When people, staff and rooms are taken or away, in quarters of an hour and in days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from uuid import UUID

from django.db.models import Q

from desist.casework.accounts.models import User
from desist.casework.people.models import Person, Whereabouts
from desist.casework.people.models.arrangement import WEEKDAYS
from desist.casework.people.queries import whereabouts_of
from desist.casework.planning.models import Hold, Room, StaffLeave
from desist.casework.tasks.working_day import is_working_day
from desist.scheduling.appointment_proposal import LONDON

SLOT = timedelta(minutes=15)
NOON, EVENING = 12, 17
"""The hours at which the afternoon and the evening begin: ours, as people say it."""


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


def parts_of(begins_at: datetime, ends_at: datetime) -> frozenset[str]:
    """The parts of the week that a session of one day touches, such as ``tuesday_evening``."""
    day = WEEKDAYS[begins_at.weekday()][0]
    last = ends_at - timedelta(minutes=1)
    bounds = {"morning": (0, NOON), "afternoon": (NOON, EVENING), "evening": (EVENING, 24)}
    return frozenset(
        f"{day}_{part}"
        for part, (since, until) in bounds.items()
        if begins_at.hour < until and last.hour >= since
    )


@dataclass(frozen=True, kw_only=True)
class Diary:
    """The days and hours of everybody who and everything that one session needs.

    ``apart_from`` are sessions whose own time does not count: the one that is moved.
    """

    people: tuple[Person, ...]
    staff: tuple[User, ...]
    room: Room
    nation: str
    first_on: date
    last_on: date
    apart_from: frozenset[UUID] = frozenset()
    in_community: bool = True
    """Whether custody and hospital of one of them keep the session from being held."""
    free: frozenset[str] = frozenset()
    """The parts of the week in which they said that they are free; empty: not asked."""

    def closed(self, day: date) -> str | None:
        """Why nothing can be held on a day: a code, or None."""
        if not is_working_day(day, self.nation):
            return "bank_holiday"
        if any(first <= day <= last for first, last in self._leave):
            return "leave"
        away = self.in_community and any(each.covers(day) for each in self._periods_away)
        return "away" if away else None

    def taken(self, begins_at: datetime, ends_at: datetime) -> str | None:
        """Who or what is taken within a stretch of time: a code, or None."""
        if self.free and not parts_of(begins_at, ends_at) <= self.free:
            return "not_free"
        slots = slots_of(begins_at, ends_at)
        return next((who for who, held in self._held if held.intersection(slots)), None)

    @cached_property
    def _leave(self) -> list[tuple[date, date]]:
        held = StaffLeave.objects.filter(user__in=self.staff, withdrawn_at=None)
        return list(held.values_list("first_on", "last_on"))

    @cached_property
    def _periods_away(self) -> Sequence[Whereabouts]:
        return [each for person in self.people for each in whereabouts_of(person)]

    @cached_property
    def _held(self) -> list[tuple[str, set[int]]]:
        """The quarters that each has taken between the first and the last day."""
        begins = datetime.combine(self.first_on, datetime.min.time(), LONDON)
        ends = datetime.combine(self.last_on + timedelta(days=1), datetime.min.time(), LONDON)
        slots = slots_of(begins, ends)
        held = Hold.objects.filter(slot__gte=slots.start, slot__lt=slots.stop)
        held = held.exclude(session__in=self.apart_from) if self.apart_from else held
        ours = Q(person__in=self.people) | Q(user__in=self.staff) | Q(room=self.room)
        return list(_by_holder(held.filter(ours).values_list("person", "user", "room", "slot")))


def _by_holder(found: Iterable[tuple[int, int, int, int]]) -> Iterator[tuple[str, set[int]]]:
    rows = list(found)
    yield "person", {slot for person, _user, _room, slot in rows if person}
    yield "user", {slot for _person, user, _room, slot in rows if user}
    yield "room", {slot for _person, _user, room, slot in rows if room}
