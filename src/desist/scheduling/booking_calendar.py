"""Booking calendar: who and what is free when, as bookings are added one series at a time.

Plain Python on whole numbers as sets: quick enough for a first answer within a second, before the
compiled search has even been loaded, and a second reading of the same rules for the tests.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from desist.scheduling.booking_problem import Booking, BookingProblem, Bookings, Series

RETRIES = 6
FEW_TEAMS = 28
"""Where one of the first so many teams has a place, the others are not tried."""


@dataclass
class BookingCalendar:
    """The bookings so far, as free times of each resource at each site."""

    problem: BookingProblem
    free: list[list[int]] = field(init=False)
    used: list[list[int]] = field(init=False)

    def __post_init__(self) -> None:
        self.free = [[times] * self.problem.sites for times in self.problem.free]
        self.used = [[0] * self.problem.weeks for _ in self.problem.free]

    def earliest(self, series: Series) -> Booking | None:
        """The booking of this series that costs least beside those already made, or None.

        Evening work is not weighed here: that is left to the search.
        """
        count = len(series.teams)
        return self._earliest_of(series, range(min(FEW_TEAMS, count))) or self._earliest_of(
            series, range(min(FEW_TEAMS, count), count)
        )

    def _earliest_of(self, series: Series, teams: range) -> Booking | None:
        best: Booking | None = None
        best_cost = series.cost_unplaced
        for pattern_at, pattern in enumerate(series.patterns):
            for team_at in teams:
                team = series.teams[team_at]
                left = self._left(series, team.resources)
                fixed = pattern.cost + team.cost
                times = series.times & pattern.times
                for room_at, room in enumerate(series.rooms):
                    open_times = times & self.free[room.resource][room.site]
                    for resource in team.resources:
                        open_times &= self.free[resource][room.site]
                    latest = (best_cost - fixed - room.cost - 1) // series.weight
                    found = self._walk(series, open_times, latest, left)
                    if found is not None:
                        best_cost = fixed + room.cost + series.weight * found[-1]
                        best = Booking(
                            team=team_at, room=room_at, pattern=pattern_at, times=tuple(found)
                        )
        return best

    def add(self, series: Series, booking: Booking) -> None:
        """Take what a booking takes."""
        room = series.rooms[booking.room]
        per_week = self.problem.per_week
        for resource in (*series.teams[booking.team].resources, room.resource):
            for site in range(self.problem.sites):
                reach = self.problem.reach[room.site][site]
                blocked = 0
                for time in booking.times:
                    before, after = reach[time % per_week]
                    blocked |= ((1 << before + after + 1) - 1) << time >> before
                self.free[resource][site] &= ~blocked
            for time in booking.times:
                self.used[resource][time // per_week] += 1

    def _left(self, series: Series, resources: Sequence[int]) -> list[int] | None:
        """How many sessions each week still takes; None where nothing limits them."""
        limits = [(each, self.problem.load[each]) for each in resources if self.problem.load[each]]
        if not limits and not series.weekly:
            return None
        most = series.weekly or self.problem.per_week
        return [
            min([most, *(limit - self.used[each][week] for each, limit in limits)])
            for week in range(self.problem.weeks)
        ]

    def _walk(
        self, series: Series, open_times: int, latest: int, left: list[int] | None
    ) -> list[int] | None:
        """Take the earliest times that keep the gap and the weekly limit, up to ``latest``.

        For one series alone no other choice ends earlier: any other can be moved, session by
        session from the first, to these times.
        """
        per_week, gap = self.problem.per_week, series.gap
        if open_times.bit_count() < series.sessions:
            return None
        found: list[int] = []
        time, taken, week = 0, 0, -1
        while len(found) < series.sessions:
            rest = open_times >> time
            if not rest:
                return None
            time += (rest & -rest).bit_length() - 1
            if time + gap * (series.sessions - len(found) - 1) > latest:
                return None
            if left is not None:
                if time // per_week != week:
                    week, taken = time // per_week, 0
                if taken >= left[week]:
                    time = (week + 1) * per_week
                    continue
                taken += 1
            found.append(time)
            time += gap
        return found


def first_bookings(problem: BookingProblem) -> Bookings:
    """A first answer: each series takes what is best for it beside those before it.

    Those with the fewest free sessions to spare go first. Where one finds no place, it goes to
    the front and all is tried again, a few times.
    """
    order = sorted(range(len(problem.series)), key=lambda at: (_room_to_spare(problem, at), at))
    best: list[Booking | None] = [None] * len(order)
    for _ in range(RETRIES):
        calendar = BookingCalendar(problem)
        made: list[Booking | None] = [None] * len(order)
        for at in order:
            booking = calendar.earliest(problem.series[at])
            if booking is not None:
                calendar.add(problem.series[at], booking)
            made[at] = booking
        if made.count(None) < best.count(None) or all(each is None for each in best):
            best = made
        failed = [at for at in order if made[at] is None]
        if not failed:
            break
        order = failed + [at for at in order if at not in failed]
    return tuple(best)


def _room_to_spare(problem: BookingProblem, at: int) -> int:
    series = problem.series[at]
    return (problem.whole & series.times).bit_count() * len(series.teams) - series.sessions
