"""Booking problem: series of sessions that want teams, rooms and times, in whole numbers only.

Both timetabling formats (the benchmark's and a region's) are written as this one problem, so that
they share the first answer, the compiled search, the bound and the explanation of a conflict.
Times are slots counted from 0; a set of times is a whole number whose bit ``t`` says that time
``t`` belongs to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, kw_only=True)
class Team:
    """Who leads a series: resources that are all busy at each of its sessions."""

    resources: tuple[int, ...]
    cost: int = 0


@dataclass(frozen=True, kw_only=True)
class Room:
    """Where a series may meet: a resource that stands at a site."""

    resource: int
    site: int = 0
    cost: int = 0


@dataclass(frozen=True, kw_only=True)
class Pattern:
    """Times that a series may keep to, such as every Tuesday evening, and what that costs."""

    times: int
    cost: int = 0


@dataclass(frozen=True, kw_only=True)
class Series:
    """Sessions in a fixed order that keep one team, one room and one pattern.

    ``gap`` is the least distance in slots between two starts; ``weekly`` the most sessions in a
    week (0: only the gap limits them); ``weight`` the cost of each slot by which it ends later.
    """

    name: str
    sessions: int
    gap: int
    times: int
    teams: tuple[Team, ...]
    rooms: tuple[Room, ...]
    patterns: tuple[Pattern, ...]
    weekly: int = 0
    weight: int = 1

    @property
    def cost_unplaced(self) -> int:
        """What it costs not to be placed: more than any placing could (times are below 2**13)."""
        return 100_000 * self.weight


@dataclass(frozen=True, kw_only=True)
class BookingProblem:
    """All series and everything that they compete for.

    ``free`` holds the times at which each resource is there; ``load`` its most bookings in a week
    (0: no limit). ``reach[a][b][slot of the week]`` says how many slots before and after a booking
    at site ``a`` the same resource cannot be at site ``b``. ``late`` are the times of evening work,
    which costs ``late_weight`` times the sum of squares of each resource's evenings: the same
    number of evenings costs least when it is shared equally.
    """

    horizon: int
    per_week: int
    series: tuple[Series, ...]
    free: tuple[int, ...]
    load: tuple[int, ...]
    reach: tuple[tuple[tuple[tuple[int, int], ...], ...], ...]
    late: int = 0
    late_weight: int = 0
    shares_late: tuple[bool, ...] = ()
    """Which resources share evening work (people, not rooms); empty: none."""

    @property
    def sites(self) -> int:
        """How many places people travel between."""
        return len(self.reach)

    @property
    def weeks(self) -> int:
        """The weeks of the horizon, the last perhaps not whole."""
        return -(-self.horizon // self.per_week)

    @cached_property
    def whole(self) -> int:
        """The set of all times."""
        return (1 << self.horizon) - 1


@dataclass(frozen=True, kw_only=True)
class Booking:
    """What one series got: indexes of its team, room and pattern, and its times in order."""

    team: int
    room: int
    pattern: int
    times: tuple[int, ...]


Bookings = tuple[Booking | None, ...]
"""One for each series of a problem, in its order; None: not placed."""


def cost_of(problem: BookingProblem, bookings: Bookings) -> int:
    """The objective: weighted ends, costs of team, room and pattern, and shared evening work."""
    total = 0
    evenings = [0] * len(problem.free)
    for series, booking in zip(problem.series, bookings, strict=True):
        if booking is None:
            total += series.cost_unplaced
            continue
        team = series.teams[booking.team]
        total += series.weight * booking.times[-1] + team.cost
        total += series.rooms[booking.room].cost + series.patterns[booking.pattern].cost
        late = sum(1 for time in booking.times if problem.late >> time & 1)
        for resource in team.resources:
            evenings[resource] += late
    shared = sum(
        count**2 for count, shares in zip(evenings, problem.shares_late, strict=False) if shares
    )
    return total + problem.late_weight * shared


def no_travel(per_week: int) -> tuple[tuple[tuple[tuple[int, int], ...], ...], ...]:
    """The reach table of a problem with one site."""
    return ((((0, 0),) * per_week,),)


def bits(times: Iterable[int]) -> int:
    """The set of some times as a whole number."""
    total = 0
    for time in times:
        total |= 1 << time
    return total
