"""Booking arrays: a booking problem and its bookings laid out for the compiled search."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from desist.scheduling.booking_problem import Booking, BookingProblem, Bookings

Words = NDArray[np.uint64]
Whole = NDArray[np.int64]
WORD = (1 << 64) - 1
SPARE = 16
"""Rows behind the last series in which the search keeps what it has taken out."""


SERIES = np.dtype(
    [
        (name, np.int64)
        for name in (
            "sessions", "gap", "weight", "weekly", "unplaced",
            "team", "team_end", "room", "room_end", "pattern", "pattern_end",
        )
    ]
)  # fmt: skip
"""One series; its options are those from ``team`` to before ``team_end``, and so on."""
ROOM = np.dtype([("resource", np.int64), ("site", np.int64), ("cost", np.int64)])
PERSON = np.dtype([("load", np.int64), ("shares", np.int64)])


class Fixed(NamedTuple):
    """What does not change during a search."""

    series: NDArray[np.void]
    times: Words
    team: Whole
    team_cost: Whole
    room: NDArray[np.void]
    pattern: Words
    pattern_cost: Whole
    person: NDArray[np.void]
    reach: Whole
    late: Whole
    late_weight: int
    limited: int
    per_week: int
    sites: int


class Moving(NamedTuple):
    """The bookings of the moment and what they leave free. A team of -1: not placed.

    ``blocked`` counts what keeps a resource from a site at a time: its bookings, near and far, and
    1 where it is not there at all; ``free`` are the times where that count is 0.
    """

    free: Words
    blocked: Whole
    used: Whole
    evenings: Whole
    team: Whole
    room: Whole
    pattern: Whole
    cost: Whole
    times: Whole


def words(sets: Sequence[int], horizon: int) -> Words:
    """Sets of times as rows of 64-bit words."""
    width = -(-horizon // 64)
    rows = [[value >> 64 * at & WORD for at in range(width)] for value in sets]
    return np.array(rows, dtype=np.uint64).reshape(len(sets), width)


def whole(values: Iterable[Any]) -> Whole:
    """Whole numbers as an array."""
    return np.array(list(values), dtype=np.int64)


def _stretches(lengths: Iterable[int]) -> list[tuple[int, int]]:
    """First option and the one after the last, for series with so many options each."""
    ends = list(accumulate(lengths, initial=0))
    return list(pairwise(ends))


def _padded(teams: Sequence[tuple[int, ...]]) -> Whole:
    widest = max((len(each) for each in teams), default=1)
    return whole([[*each, *([-1] * (widest - len(each)))] for each in teams])


def fixed_arrays(problem: BookingProblem) -> Fixed:
    """The problem as arrays."""
    series = problem.series
    teams = [team for each in series for team in each.teams]
    rooms = [room for each in series for room in each.rooms]
    patterns = [pattern for each in series for pattern in each.patterns]
    shares = problem.shares_late or (False,) * len(problem.free)
    stretches = zip(
        _stretches(len(each.teams) for each in series),
        _stretches(len(each.rooms) for each in series),
        _stretches(len(each.patterns) for each in series),
        strict=True,
    )
    rows = [
        (each.sessions, each.gap, each.weight, each.weekly, each.cost_unplaced, *t, *r, *p)
        for each, (t, r, p) in zip(series, stretches, strict=True)
    ]
    return Fixed(
        series=np.array(rows, dtype=SERIES),
        times=words([each.times & problem.whole for each in series], problem.horizon),
        team=_padded([each.resources for each in teams]),
        team_cost=whole(each.cost for each in teams),
        room=np.array([(each.resource, each.site, each.cost) for each in rooms], dtype=ROOM),
        pattern=words([each.times for each in patterns], problem.horizon),
        pattern_cost=whole(each.cost for each in patterns),
        person=np.array(list(zip(problem.load, shares, strict=True)), dtype=PERSON),
        reach=whole(problem.reach),
        late=whole(problem.late >> time & 1 for time in range(problem.horizon)),
        late_weight=problem.late_weight,
        limited=int(any(problem.load)),
        per_week=problem.per_week,
        sites=problem.sites,
    )


def nothing_booked(problem: BookingProblem) -> Moving:
    """All series without a place."""
    count, resources = len(problem.series) + SPARE, len(problem.free)
    longest = max((each.sessions for each in problem.series), default=1)
    rows = [times & problem.whole for times in problem.free for _ in range(problem.sites)]
    closed = [[1 - (row >> time & 1) for time in range(problem.horizon)] for row in rows]
    return Moving(
        free=words(rows, problem.horizon),
        blocked=whole(closed).reshape(len(rows), problem.horizon),
        used=np.zeros((resources, problem.weeks), np.int64),
        evenings=np.zeros(resources, np.int64),
        team=np.full(count, -1, np.int64),
        room=np.zeros(count, np.int64),
        pattern=np.zeros(count, np.int64),
        cost=whole([*(each.cost_unplaced for each in problem.series), *([0] * SPARE)]),
        times=np.zeros((count, longest), np.int64),
    )


def as_arrays(problem: BookingProblem, fixed: Fixed, bookings: Bookings) -> Moving:
    """The bookings as arrays; what they take is taken later, by the compiled part."""
    state = nothing_booked(problem)
    for at, booking in enumerate(bookings):
        if booking is None:
            continue
        series = problem.series[at]
        state.team[at] = int(fixed.series[at]["team"]) + booking.team
        state.room[at] = int(fixed.series[at]["room"]) + booking.room
        state.pattern[at] = int(fixed.series[at]["pattern"]) + booking.pattern
        state.times[at, : series.sessions] = booking.times
        state.cost[at] = (
            series.weight * booking.times[-1]
            + series.teams[booking.team].cost
            + series.rooms[booking.room].cost
            + series.patterns[booking.pattern].cost
        )
    return state


def as_bookings(problem: BookingProblem, fixed: Fixed, state: Moving) -> Bookings:
    """The bookings as plain values."""
    return tuple(
        None
        if state.team[at] < 0
        else Booking(
            team=int(state.team[at] - fixed.series[at]["team"]),
            room=int(state.room[at] - fixed.series[at]["room"]),
            pattern=int(state.pattern[at] - fixed.series[at]["pattern"]),
            times=tuple(int(time) for time in state.times[at, : series.sessions]),
        )
        for at, series in enumerate(problem.series)
    )
