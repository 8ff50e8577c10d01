"""Session diary: every session with its time, people and room, and who is free beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from desist.scheduling.region import Course, Region
from desist.scheduling.region_problem import RegionProblem


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """One session of a course: its number, time, people (as numbers) and room (as a number)."""

    course: int
    number: int
    time: int
    people: tuple[int, ...]
    room: int


@dataclass
class SessionDiary:
    """Who and what is taken when, and who is there at all, in a region after changes."""

    region: Region
    taken: Counter[tuple[str, int, int]] = field(default_factory=Counter)
    """Bookings of a person ("p"), room ("r") or week of a person ("w") by number and time."""
    places: dict[tuple[int, int], int] = field(default_factory=dict)
    """The site at which a person is at a time."""

    @cached_property
    def problem(self) -> RegionProblem:
        """The region with its numbers for people and rooms."""
        return RegionProblem(self.region)

    @cached_property
    def room_times(self) -> tuple[int, ...]:
        """When each room is open."""
        return tuple(self.problem.calendar.of_room(room) for room in self.region.room)

    @cached_property
    def course_times(self) -> tuple[int, ...]:
        """When each course may meet."""
        return tuple(self.problem.calendar.of_course(each) for each in self.region.courses)

    @cached_property
    def site_of(self) -> tuple[int, ...]:
        """The site of each room, as a number."""
        sites = [site.id for site in self.region.site]
        return tuple(sites.index(room.site) for room in self.region.room)

    @property
    def per_week(self) -> int:
        """Times in a week."""
        return 7 * self.problem.calendar.parts

    def sittings(self, sessions: Iterable[Mapping[str, Any]]) -> list[Sitting]:
        """Sessions as they stand in a timetable, as numbers.

        Raises:
            KeyError: a session names a course, person, room or start that is not here.
        """
        courses = {course.id: at for at, course in enumerate(self.region.courses)}
        people = {person.id: at for at, person in enumerate(self.problem.people)}
        rooms = {room.id: at for at, room in enumerate(self.region.room)}
        found = []
        for each in sessions:
            time = self.problem.calendar.time_at(each["date"], each["starts"])
            if time is None:
                raise KeyError(each["starts"])
            names = [*each["facilitators"], *filter(None, [each["interpreter"]])]
            found.append(
                Sitting(
                    course=courses[each["course"]],
                    number=each["number"],
                    time=time,
                    people=tuple(people[name] for name in names),
                    room=rooms[each["room"]],
                )
            )
        return found

    def written(self, sitting: Sitting) -> dict[str, Any]:
        """A session as it stands in a timetable."""
        course = self.region.courses[sitting.course]
        room = self.region.room[sitting.room].id
        return self.problem.written(course, sitting.number, sitting.time, sitting.people, room)

    def add(self, sittings: Iterable[Sitting], step: int = 1) -> None:
        """Take what some sessions take (or give it back with a step of -1)."""
        for each in sittings:
            self.taken["r", each.room, each.time] += step
            for person in each.people:
                self.taken["p", person, each.time] += step
                self.taken["w", person, each.time // self.per_week] += step
                if step > 0:
                    self.places[person, each.time] = self.site_of[each.room]
                else:
                    self.places.pop((person, each.time), None)

    def can_lead(self, person: int, time: int, room: int, *, more: int = 1) -> bool:
        """Whether a person is there, free, can travel and has so many sessions of a week left."""
        if not self.problem.times_of[person] >> time & 1 or self.taken["p", person, time]:
            return False
        limit = self.problem.people[person].weekly_sessions
        if limit and self.taken["w", person, time // self.per_week] + more > limit:
            return False
        parts = self.problem.calendar.parts
        first = time - time % parts
        return not any(
            self._too_far(person, time, other, self.site_of[room])
            for other in range(first, first + parts)
            if other != time
        )

    def _too_far(self, person: int, time: int, other: int, site: int) -> bool:
        elsewhere = self.places.get((person, other))
        if elsewhere is None or elsewhere == site:
            return False
        before, after = self.problem.calendar.reach[elsewhere][site][other % self.per_week]
        return other - before <= time <= other + after

    def can_host(self, room: int, time: int) -> bool:
        """Whether a room is open and free."""
        return bool(self.room_times[room] >> time & 1) and not self.taken["r", room, time]

    def broken(self, sitting: Sitting) -> bool:
        """Whether a session cannot be held as it stands, whatever the others do."""
        course = self.region.courses[sitting.course]
        return not (
            self.course_times[sitting.course] >> sitting.time & 1
            and self.room_times[sitting.room] >> sitting.time & 1
            and sitting.room in self.rooms_of[sitting.course]
            and all(self.problem.times_of[each] >> sitting.time & 1 for each in sitting.people)
            and len(sitting.people) == course.facilitators + (course.language is not None)
        )

    @cached_property
    def rooms_of(self) -> tuple[frozenset[int], ...]:
        """The rooms that each course may use."""
        return tuple(frozenset(self.problem.rooms(course)) for course in self.region.courses)

    def could_lead(self, course: Course) -> tuple[Sequence[int], Sequence[int]]:
        """Who is trained for a course, and who could interpret for it."""
        return self.problem.trained(course), self.problem.speakers(course)
