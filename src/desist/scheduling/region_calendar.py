"""Region calendar: the days and parts of the day of a region as times counted from 0.

Time ``t`` is part ``t % parts`` of day ``t // parts`` after the Monday of the first week. Local
time is that of Europe/London: a part of the day whose start does not exist or exists twice on a
day on which the clocks change, or whose session would end on the next day, is no time there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property, reduce
from operator import or_
from zoneinfo import ZoneInfo

from desist.scheduling.booking_problem import bits
from desist.scheduling.region import WEEKDAYS, Colleague, Course, Hours, MeetingRoom, Region
from desist.scheduling.region_check import clock, minutes_of, open_on, there_on

LONDON = ZoneInfo("Europe/London")
SUBDIVISIONS = {"england": "ENG", "wales": "WLS", "scotland": "SCT", "northern_ireland": "NIR"}


@dataclass(frozen=True)
class RegionCalendar:
    """Times, days and sets of times of one region."""

    region: Region

    @property
    def parts(self) -> int:
        """Parts of a day."""
        return len(self.region.part)

    @property
    def horizon(self) -> int:
        """The number of times, whole weeks."""
        weeks = (self.region.last - self.region.monday).days // 7 + 1
        return weeks * 7 * self.parts

    def day(self, time: int) -> date:
        """The day of a time."""
        return self.region.monday + timedelta(days=time // self.parts)

    def time(self, day: date, part: str) -> int:
        """The time of a part of a day."""
        names = [each.id for each in self.region.part]
        return (day - self.region.monday).days * self.parts + names.index(part)

    def time_at(self, day: date, starts: str) -> int | None:
        """The time of a day that starts so, or None."""
        for at, part in enumerate(self.region.part):
            if part.starts == starts:
                return (day - self.region.monday).days * self.parts + at
        return None

    @cached_property
    def bank_holidays(self) -> frozenset[date]:
        """The days on which banks of the nation are closed."""
        import holidays

        years = range(self.region.monday.year, self.region.last.year + 1)
        subdivision = SUBDIVISIONS[self.region.nation]
        return frozenset(holidays.country_holidays("GB", subdiv=subdivision, years=years))

    @cached_property
    def working(self) -> int:
        """All times on days on which the region works and whose local time is one and only one."""
        region = self.region
        found = []
        for time in range(self.horizon):
            day = self.day(time)
            if not region.first <= day <= region.last or day in self.bank_holidays:
                continue
            if any(day in stretch for stretch in region.closed):
                continue
            length = minutes_of(region.part[time % self.parts].ends) - minutes_of(
                region.part[time % self.parts].starts
            )
            if self.instants(time, length) is not None:
                found.append(time)
        return bits(found)

    def instants(self, time: int, minutes: int) -> tuple[datetime, datetime] | None:
        """Start and end of a session in local time, so many real minutes apart.

        None where the start does not exist, exists twice, or the end is on the next day.
        """
        at = clock(self.region.part[time % self.parts].starts)
        local = datetime.combine(self.day(time), at or datetime.min.time(), LONDON)
        offsets = {local.replace(fold=fold).utcoffset() for fold in (0, 1)}
        ends = (local.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(LONDON)
        return (local, ends) if len(offsets) == 1 and ends.date() == local.date() else None

    def hours(self, hours: Hours | None) -> int:
        """The times of some weekdays and parts of the day, all through."""
        default = {day: tuple(part.id for part in self.region.part) for day in WEEKDAYS[:5]}
        slots = {
            WEEKDAYS.index(day) * self.parts + at
            for day, named in (default if hours is None else hours).items()
            for at, part in enumerate(self.region.part)
            if part.id in named
        }
        return bits(time for time in range(self.horizon) if time % (7 * self.parts) in slots)

    def of_person(self, person: Colleague) -> int:
        """When a colleague is there."""
        return (
            self.days(lambda day: there_on(person, day)) & self.hours(person.hours) & self.working
        )

    def days(self, wanted: Callable[[date], bool]) -> int:
        """All times of the days that are wanted."""
        whole_day = (1 << self.parts) - 1
        days = range(self.horizon // self.parts)
        return reduce(
            or_, (whole_day << d * self.parts for d in days if wanted(self.day(d * self.parts))), 0
        )

    def of_room(self, room: MeetingRoom) -> int:
        """When a room can be had."""
        return self.working & self.days(lambda day: not any(day in each for each in room.closed))

    def of_course(self, course: Course) -> int:
        """When a course may meet: its hours and dates, in parts that are long enough."""
        long_enough = {
            at
            for at, part in enumerate(self.region.part)
            if minutes_of(part.ends) - minutes_of(part.starts) >= course.minutes
        }
        parts = bits(t for t in range(self.horizon) if t % self.parts in long_enough)
        days = self.days(lambda day: open_on(course, day))
        return parts & days & self.hours(course.hours) & self.working

    @cached_property
    def reach(self) -> tuple[tuple[tuple[tuple[int, int], ...], ...], ...]:
        """By site, other site and slot of the week: parts before and after that travel blocks."""
        sites = [site.id for site in self.region.site]
        return tuple(
            tuple(
                tuple(self._blocked(one, other, slot) for slot in range(7 * self.parts))
                for other in sites
            )
            for one in sites
        )

    def minutes_between(self, one: str, other: str) -> int:
        """The longer of the two ways that the file gives."""
        ways = {site.id: site.minutes_to for site in self.region.site}
        return max(ways[one].get(other, 0), ways[other].get(one, 0)) if one != other else 0

    def _blocked(self, one: str, other: str, slot: int) -> tuple[int, int]:
        parts, at = self.region.part, slot % self.parts
        travel = self.minutes_between(one, other)
        before = sum(
            1
            for each in parts[:at]
            if minutes_of(parts[at].starts) - minutes_of(each.ends) < travel
        )
        after = sum(
            1
            for each in parts[at + 1 :]
            if minutes_of(each.starts) - minutes_of(parts[at].ends) < travel
        )
        return before, after
