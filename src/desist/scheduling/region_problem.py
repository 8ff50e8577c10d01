"""Region problem: a region as a booking problem, and bookings as a timetable with dates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Any

from desist.programme.decision import plain
from desist.scheduling.booking_problem import (
    Booking,
    BookingProblem,
    Bookings,
    Pattern,
    Room,
    Series,
    Team,
    bits,
)
from desist.scheduling.region import Colleague, Course, Region
from desist.scheduling.region_calendar import RegionCalendar

MOST_PATTERNS = 40
MOST_TEAMS = 60
MOST_TEAMS_A_PERSON = 6
"""Limits of what a course chooses from; the best by hours in common are kept."""


@dataclass(frozen=True)
class RegionProblem:
    """Resources in order: facilitators, interpreters, rooms."""

    region: Region

    @cached_property
    def calendar(self) -> RegionCalendar:
        """The region's days as times."""
        return RegionCalendar(self.region)

    @property
    def people(self) -> tuple[Colleague, ...]:
        """Facilitators, then interpreters."""
        return self.region.facilitator + self.region.interpreter

    @cached_property
    def times_of(self) -> tuple[int, ...]:
        """When each colleague is there."""
        return tuple(self.calendar.of_person(person) for person in self.people)

    @cached_property
    def problem(self) -> BookingProblem:
        """The region as a booking problem."""
        calendar, region = self.calendar, self.region
        late = {at for at, part in enumerate(region.part) if part.evening}
        rooms = len(region.room)
        return BookingProblem(
            horizon=calendar.horizon,
            per_week=7 * calendar.parts,
            series=tuple(self._series(course) for course in region.courses),
            free=(
                *self.times_of,
                *(calendar.of_room(room) for room in region.room),
            ),
            load=(*(person.weekly_sessions or 0 for person in self.people), *([0] * rooms)),
            reach=calendar.reach,
            late=bits(t for t in range(calendar.horizon) if t % calendar.parts in late),
            late_weight=region.preferences.evening,
            shares_late=(*(True for _ in region.facilitator),
                         *(False for _ in region.interpreter), *([False] * rooms)),
        )  # fmt: skip

    def trained(self, course: Course) -> tuple[int, ...]:
        """The facilitators who are trained for the programme of a course."""
        return tuple(
            at
            for at, person in enumerate(self.region.facilitator)
            if course.programme in person.programmes
        )

    def speakers(self, course: Course) -> tuple[int, ...]:
        """The interpreters of the language that a course asks for."""
        return tuple(
            at
            for at, person in enumerate(self.people)
            if at >= len(self.region.facilitator) and course.language in person.languages
        )

    def rooms(self, course: Course) -> tuple[int, ...]:
        """The rooms that a course may use, as numbers in the file."""
        heads = len(course.members) + course.facilitators + (course.language is not None)
        return tuple(
            at
            for at, room in enumerate(self.region.room)
            if room.seats >= heads
            and (room.step_free or not course.step_free)
            and (course.sites is None or room.site in course.sites)
        )

    def _series(self, course: Course) -> Series:
        calendar, region = self.calendar, self.region
        times = calendar.of_course(course)
        sites = [site.id for site in region.site]
        heads = len(course.members) + course.facilitators
        prices = region.preferences
        return Series(
            name=course.id,
            sessions=course.sessions,
            gap=course.gap_days * calendar.parts,
            times=times,
            teams=tuple(Team(resources=team) for team in self._teams(course)),
            rooms=tuple(
                Room(
                    resource=len(self.people) + at,
                    site=sites.index(region.room[at].site),
                    cost=prices.spare_seat * (region.room[at].seats - heads),
                )
                for at in self.rooms(course)
            ),
            patterns=(
                *self._patterns(course, times),
                Pattern(times=(1 << calendar.horizon) - 1, cost=prices.irregular),
            ),
            weekly=course.weekly,
        )

    def _teams(self, course: Course) -> Iterator[tuple[int, ...]]:
        """Teams whose members have the most hours in common with the course come first."""
        own = self.calendar.of_course(course)
        shared = {at: own & self.times_of[at] for at in self.trained(course)}
        teams, joined = [], Counter[int]()
        for team in combinations(self.trained(course), course.facilitators):
            common = own
            for member in team:
                common &= shared[member]
            teams.append((-common.bit_count(), team))
        for _, team in sorted(teams):
            if sum(joined.values()) >= MOST_TEAMS * course.facilitators:
                return
            if max((joined[member] for member in team), default=0) >= MOST_TEAMS_A_PERSON:
                continue
            joined.update(team)
            if course.language is None:
                yield team
            else:
                yield from ((*team, speaker) for speaker in self.speakers(course))

    def _patterns(self, course: Course, times: int) -> Iterator[Pattern]:
        """The same weekdays and, where a course meets several times a week, the same time."""
        calendar = self.calendar
        per_week = 7 * calendar.parts
        slots = sorted({t % per_week for t in range(calendar.horizon) if times >> t & 1})
        gap = course.gap_days * calendar.parts
        kept = []
        for chosen in combinations(slots, course.weekly):
            steps = [
                b - a for a, b in zip(chosen, (*chosen[1:], chosen[0] + per_week), strict=True)
            ]
            if len({slot % calendar.parts for slot in chosen}) == 1 and min(steps) >= gap:
                kept.append((-min(steps), chosen))
        for _, chosen in sorted(kept)[:MOST_PATTERNS]:
            yield Pattern(
                times=bits(t for t in range(calendar.horizon) if t % per_week in set(chosen))
            )

    @property
    def id(self) -> str:
        """The region's."""
        return self.region.id

    def name_of(self, resource: int) -> str:
        """What a resource is called."""
        if resource < len(self.people):
            return self.people[resource].id
        return self.region.room[resource - len(self.people)].id

    def solution(self, bookings: Bookings) -> dict[str, Any]:
        """The timetable as a document that carries its region, so that it can be repaired."""
        return {
            "schema": 1,
            "region": plain(self.region),
            "covers": self.covers(bookings),
            "sessions": self.sessions(bookings),
        }

    def sessions(self, bookings: Bookings) -> list[dict[str, Any]]:
        """Every session with its date, times, room and people, by date."""
        found = []
        for course, series, booking in zip(
            self.region.courses, self.problem.series, bookings, strict=True
        ):
            if booking is not None:
                found += [
                    self._session(course, series, booking, number)
                    for number in range(1, course.sessions + 1)
                ]
        return sorted(found, key=lambda each: (each["date"], each["starts"], each["course"]))

    def _session(
        self, course: Course, series: Series, booking: Booking, number: int
    ) -> dict[str, Any]:
        members = series.teams[booking.team].resources
        room = self.region.room[series.rooms[booking.room].resource - len(self.people)]
        return self.written(course, number, booking.times[number - 1], members, room.id)

    def written(
        self, course: Course, number: int, time: int, people: tuple[int, ...], room: str
    ) -> dict[str, Any]:
        """One session as it stands in a timetable."""
        instants = self.calendar.instants(time, course.minutes)
        if instants is None:
            raise ValueError(f"{course.id}: no session can be held at time {time}")
        starts, ends = instants
        lead = len(self.region.facilitator)
        return {
            "course": course.id,
            "number": number,
            "module": course.module_of(number),
            "date": starts.date().isoformat(),
            "starts": f"{starts:%H:%M}",
            "ends": f"{ends:%H:%M}",
            "starts_at": starts.isoformat(),
            "room": room,
            "facilitators": [self.people[at].id for at in people if at < lead],
            "interpreter": next((self.people[at].id for at in people if at >= lead), None),
        }

    def covers(self, bookings: Bookings) -> dict[str, str | None]:
        """For each course the trained colleague outside its team who could step in most often."""
        busy: dict[int, int] = {}
        for series, booking in zip(self.problem.series, bookings, strict=True):
            if booking is not None:
                for member in series.teams[booking.team].resources:
                    busy[member] = busy.get(member, 0) | bits(booking.times)
        stands_in: dict[int, int] = {}
        covers: dict[str, str | None] = {}
        for course, series, booking in zip(
            self.region.courses, self.problem.series, bookings, strict=True
        ):
            covers[course.id] = None
            if booking is None:
                continue
            times, team = bits(booking.times), series.teams[booking.team].resources
            ranked = sorted(
                (-(times & self.problem.free[at] & ~busy.get(at, 0)).bit_count(),
                 stands_in.get(at, 0), at)
                for at in self.trained(course) if at not in team
            )  # fmt: skip
            if ranked:
                chosen = ranked[0][2]
                stands_in[chosen] = stands_in.get(chosen, 0) + 1
                covers[course.id] = self.people[chosen].id
        return covers
