"""Region: what a region's timetable is made from, as a frozen value of the shape of its file.

Groups and one-to-one series, facilitators, interpreters, rooms and sites, with real dates and
local times of day. TOML, or JSON with dates as text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Literal

Nation = Literal["england", "wales", "scotland", "northern_ireland"]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[Weekday, ...] = (
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
)  # fmt: skip
Hours = Mapping[Weekday, tuple[str, ...]]
"""Parts of the day by weekday."""


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """Days from the first to the last, both included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, kw_only=True)
class PartOfDay:
    """A part of the day in which one session can be held; times as HH:MM, local."""

    id: str
    starts: str
    ends: str
    evening: bool = False


@dataclass(frozen=True, kw_only=True)
class Site:
    """A place with rooms; ``minutes_to`` other sites, both ways (not given: 0)."""

    id: str
    minutes_to: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class MeetingRoom:
    """A room: its seats, whether it is step-free, and when it cannot be had."""

    id: str
    site: str
    seats: int
    step_free: bool = False
    closed: tuple[Stretch, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Colleague:
    """A facilitator or interpreter: when they work, and at most how many sessions a week."""

    id: str
    programmes: tuple[str, ...] = ()
    """For a facilitator: what they are trained for."""
    languages: tuple[str, ...] = ()
    """For an interpreter."""
    hours: Hours | None = None
    """Not given: Monday to Friday, all parts of the day."""
    leave: tuple[Stretch, ...] = ()
    weekly_sessions: int | None = None
    starts_on: date | None = None
    leaves_on: date | None = None
    """The first day on which they are no longer there."""


@dataclass(frozen=True, kw_only=True)
class CourseModule:
    """So many sessions in a row that belong to one module."""

    id: str
    sessions: int


@dataclass(frozen=True, kw_only=True)
class Course:
    """A group or a one-to-one series: its modules in order, its people and what it asks for."""

    id: str
    programme: str
    modules: tuple[CourseModule, ...]
    minutes: int
    weekly: int
    members: tuple[str, ...]
    """References, never names."""
    minimum: int = 1
    facilitators: int = 2
    gap_days: int = 1
    """At least so many days between the starts of two sessions."""
    hours: Hours | None = None
    first: date | None = None
    last: date | None = None
    sites: tuple[str, ...] | None = None
    """Where it may meet; not given: anywhere."""
    step_free: bool = False
    language: str | None = None
    """Asks for an interpreter of this language."""

    @property
    def sessions(self) -> int:
        """How many sessions in all."""
        return sum(module.sessions for module in self.modules)

    def module_of(self, number: int) -> str:
        """The module that session ``number`` (from 1) belongs to."""
        for module in self.modules:
            if number <= module.sessions:
                return module.id
            number -= module.sessions
        raise ValueError("there is no such session")


@dataclass(frozen=True, kw_only=True)
class Preferences:
    """What a preference that is not met costs, in parts of a day by which a course ends later."""

    irregular: int = 60
    """A course that does not keep to the same weekdays and times."""
    spare_seat: int = 1
    """Each seat that stays empty."""
    evening: int = 0
    """Times the sum of the squares of everybody's evenings."""


@dataclass(frozen=True, kw_only=True)
class Region:
    """Everything that a region's timetable is made from."""

    schema: Literal[1]
    id: str
    nation: Nation
    first: date
    last: date
    closed: tuple[Stretch, ...] = ()
    part: tuple[PartOfDay, ...]
    site: tuple[Site, ...]
    room: tuple[MeetingRoom, ...]
    facilitator: tuple[Colleague, ...]
    interpreter: tuple[Colleague, ...] = ()
    group: tuple[Course, ...] = ()
    individual: tuple[Course, ...] = ()
    preferences: Preferences = field(default_factory=Preferences)

    @property
    def courses(self) -> tuple[Course, ...]:
        """Groups, then one-to-one series."""
        return self.group + self.individual

    @property
    def monday(self) -> date:
        """The Monday from which weeks are counted."""
        return self.first - timedelta(days=self.first.weekday())


ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def with_dates(value: Any) -> Any:
    """A JSON document whose texts of the form 2026-03-01 are dates, as TOML would give it."""
    if isinstance(value, dict):
        return {key: with_dates(each) for key, each in value.items()}
    if isinstance(value, list):
        return [with_dates(each) for each in value]
    if isinstance(value, str) and ISO_DATE.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return value
    return value
