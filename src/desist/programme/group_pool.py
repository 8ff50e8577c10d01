"""Group pool: the people who wait, the groups on offer and the places they meet, on one day.

These are the shapes of POOL.toml. Whatever may be unknown is optional; what is unknown and
matters is named as missing by the judgement, never guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from desist.programme.band import RiskBand
from desist.programme.treatment_need import Strength

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
PartOfDay = Literal["morning", "afternoon", "evening"]
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)
PARTS_OF_DAY: tuple[PartOfDay, ...] = get_args(PartOfDay)
Week = Mapping[Weekday, tuple[PartOfDay, ...]]
"""Parts of the days of a week, such as ``{tuesday = ["evening"]}``."""
Cohort = Literal["general", "general_ldc", "sexual", "sexual_ldc"]
"""``ldc``: adapted for learning disabilities and challenges."""
ORDER_OF_WEEK = tuple(f"{day} {part}" for day in WEEKDAYS for part in PARTS_OF_DAY)


def parts_of(week: Week) -> frozenset[str]:
    """Every part of the week as one word pair, such as ``tuesday evening``."""
    return frozenset(f"{day} {part}" for day, parts in week.items() for part in parts)


def in_week_order(parts: frozenset[str]) -> tuple[str, ...]:
    """Parts of the week from Monday morning on."""
    return tuple(each for each in ORDER_OF_WEEK if each in parts)


@dataclass(frozen=True, kw_only=True)
class Location:
    """Where groups meet. ``adjustments`` it can make; ``safeguards`` that are in place there."""

    id: str
    seats: int
    adjustments: tuple[str, ...] = ()
    safeguards: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OfferedGroup:
    """A group to be formed, or one that has begun and may still take people.

    ``free`` are the parts of the week in which room and team are free; a group that has begun
    meets in all of them. ``interpreters``: languages that are interpreted into. ``sessions_held``
    is 0 until it begins.
    """

    id: str
    programme: str
    cohort: Cohort
    sex: Literal["male", "female", "mixed"]
    location: str
    begins_on: date
    meets_a_week: int
    free: Week
    seats: int | None = None
    language: str = "en"
    interpreters: tuple[str, ...] = ()
    adjustments: tuple[str, ...] = ()
    sessions_held: int = 0

    @property
    def has_begun(self) -> bool:
        """Whether a session has been held."""
        return self.sessions_held > 0


@dataclass(frozen=True, kw_only=True)
class Paused:
    """When somebody left a group to come back to another, and the module due next."""

    on: date
    next_module: str


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One person who waits, or (with ``group``) who already sits in a group.

    ``apart_from``: references of people with whom the person may not sit; an empty list says that
    somebody looked and found none. ``travel``: minutes one way to each location. ``conditions``:
    safeguards that public protection asks for. ``needs``: strength by need of the programme.
    """

    id: str
    programme: str
    cohort: Cohort
    sex: Literal["male", "female"]
    born_on: date | None = None
    referred_on: date | None = None
    ends_on: date | None = None
    open_ended: bool = False
    risk: RiskBand | None = None
    contact_offending: bool | None = None
    available: Week | None = None
    travel: Mapping[str, int] = field(default_factory=dict)
    travel_minutes_at_most: int | None = None
    languages: tuple[str, ...] = ("en",)
    prefers: str | None = None
    adjustments: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    excluded_locations: tuple[str, ...] = ()
    apart_from: tuple[str, ...] | None = None
    co_defendants: tuple[str, ...] = ()
    needs: Mapping[str, Strength] = field(default_factory=dict)
    paused: Paused | None = None
    group: str | None = None


@dataclass(frozen=True, kw_only=True)
class GroupPool:
    """Everything that forming groups looks at, on the day ``decided_on``."""

    schema: Literal[1]
    reference: str
    decided_on: date
    invented: bool = False
    location: tuple[Location, ...]
    group: tuple[OfferedGroup, ...]
    person: tuple[Candidate, ...]

    @property
    def waiting(self) -> tuple[Candidate, ...]:
        """Those who sit in no group yet."""
        return tuple(each for each in self.person if each.group is None)

    def members_of(self, group: str) -> tuple[Candidate, ...]:
        """Those who already sit in this group."""
        return tuple(each for each in self.person if each.group == group)

    def location_of(self, group: OfferedGroup) -> Location:
        """Where this group meets; a pool that was read has it."""
        return next(each for each in self.location if each.id == group.location)

    def seats_in(self, group: OfferedGroup) -> int:
        """How many members the room, and the group's own limit, have seats for."""
        seats = self.location_of(group).seats
        return seats if group.seats is None else min(seats, group.seats)
