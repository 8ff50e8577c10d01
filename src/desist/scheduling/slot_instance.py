"""Slot instance: the timetabling benchmark's format, its problem and its solution.

Each group keeps one room and a team taken from those it may have; each session takes one slot of
the week that its members can attend; a facilitator on leave leads nothing that week.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Any

from desist.catalogue.fault import Fault, FaultyInput
from desist.catalogue.strict_reading import read_strictly
from desist.scheduling.booking_problem import (
    BookingProblem,
    Bookings,
    Pattern,
    Room,
    Series,
    Team,
    bits,
    no_travel,
)

MOST_TIMES = 8000
MOST_TEAMS = 5000
MOST_GROUPS = 2000


@dataclass(frozen=True, kw_only=True)
class SlotGroup:
    """One group: who may lead it, where it may meet and which slots of the week it can attend."""

    id: int
    facilitators: tuple[int, ...]
    rooms: tuple[int, ...]
    slots: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class SlotInstance:
    """An instance as it stands in its file."""

    id: str
    weeks: int
    slots_per_week: int
    sessions_per_group: int
    min_gap_slots: int
    facilitators_per_group: int
    facilitators: int
    rooms: int
    groups: tuple[SlotGroup, ...]
    facilitator_holidays: tuple[tuple[int, ...], ...]

    @cached_property
    def problem(self) -> BookingProblem:
        """The instance as a booking problem; rooms follow the facilitators as resources."""
        per_week = self.slots_per_week
        horizon = self.weeks * per_week
        whole = (1 << horizon) - 1
        week = (1 << per_week) - 1
        free = [whole] * (self.facilitators + self.rooms)
        for person, weeks in enumerate(self.facilitator_holidays):
            for each in weeks:
                free[person] &= ~(week << each * per_week)
        return BookingProblem(
            horizon=horizon,
            per_week=per_week,
            series=tuple(self._series(group, whole) for group in self.groups),
            free=tuple(free),
            load=(0,) * len(free),
            reach=no_travel(per_week),
        )

    def name_of(self, resource: int) -> str:
        """What a resource is called."""
        if resource < self.facilitators:
            return f"facilitator {resource}"
        return f"room {resource - self.facilitators}"

    def _series(self, group: SlotGroup, whole: int) -> Series:
        per_week = self.slots_per_week
        teams = combinations(sorted(group.facilitators), self.facilitators_per_group)
        return Series(
            name=f"group {group.id}",
            sessions=self.sessions_per_group,
            gap=self.min_gap_slots,
            times=bits(w * per_week + s for w in range(self.weeks) for s in group.slots),
            teams=tuple(Team(resources=team) for team in teams),
            rooms=tuple(Room(resource=self.facilitators + room) for room in group.rooms),
            patterns=(Pattern(times=whole),),
        )

    def solution(self, bookings: Bookings) -> dict[str, Any]:
        """What the benchmark's verifier reads; groups without a place are left out."""
        return {
            "instance": self.id,
            "groups": [
                {
                    "id": group.id,
                    "facilitators": list(series.teams[booking.team].resources),
                    "room": series.rooms[booking.room].resource - self.facilitators,
                    "times": list(booking.times),
                }
                for group, series, booking in zip(
                    self.groups, self.problem.series, bookings, strict=True
                )
                if booking is not None
            ],
        }


def read_slot_instance(document: dict[str, Any], *, file: str) -> SlotInstance:
    """The instance in a document.

    Raises:
        FaultyInput: with everything that cannot be read or cannot be, all at once.
    """
    instance = read_strictly(document, SlotInstance, file=file)
    faults = [
        Fault(file=file, path=path, problem=problem, remedy=remedy)
        for path, problem, remedy in (*_of_numbers(instance), *_of_groups(instance))
    ]
    if faults:
        raise FaultyInput(faults, mend_with="desist timetable --help")
    return instance


def _of_numbers(instance: SlotInstance) -> Iterator[tuple[str, str, str]]:
    positive = "give a whole number of at least 1"
    for name in (
        "weeks", "slots_per_week", "sessions_per_group", "min_gap_slots", "facilitators_per_group",
        "facilitators", "rooms",
    ):  # fmt: skip
        if getattr(instance, name) < 1:
            yield name, f"is {getattr(instance, name)}", positive
    if instance.weeks * instance.slots_per_week > MOST_TIMES:
        yield "weeks", f"makes more than {MOST_TIMES} slots in all", "plan a shorter time"
    if not 1 <= len(instance.groups) <= MOST_GROUPS:
        yield "groups", f"holds {len(instance.groups)}", f"give 1 to {MOST_GROUPS} groups"
    leave = instance.facilitator_holidays
    if len(leave) != instance.facilitators:
        many = f"holds {len(leave)} lists for {instance.facilitators} facilitators"
        yield "facilitator_holidays", many, "give one list for each facilitator"
    for person, weeks in enumerate(leave):
        path = f"facilitator_holidays[{person}]"
        yield from _of_numbers_below(path, weeks, instance.weeks, "week")


def _of_groups(instance: SlotInstance) -> Iterator[tuple[str, str, str]]:
    seen: set[int] = set()
    for group in instance.groups:
        path = f"groups[{group.id}]"
        if group.id in seen:
            yield path, "stands twice", "give every group an id of its own"
        seen.add(group.id)
        for name, limit, noun in (
            ("facilitators", instance.facilitators, "facilitator"),
            ("rooms", instance.rooms, "room"),
            ("slots", instance.slots_per_week, "slot"),
        ):
            yield from _of_numbers_below(f"{path}.{name}", getattr(group, name), limit, noun)
        teams = _choices(len(group.facilitators), instance.facilitators_per_group)
        if teams > MOST_TEAMS:
            yield f"{path}.facilitators", f"makes {teams} teams", f"allow at most {MOST_TEAMS}"


def _of_numbers_below(
    path: str, numbers: Sequence[int], limit: int, noun: str
) -> Iterator[tuple[str, str, str]]:
    for number in sorted(set(numbers)):
        if not 0 <= number < limit:
            yield path, f"names {noun} {number}", f"{noun}s are numbered 0 to {limit - 1}"
        if numbers.count(number) > 1:
            yield path, f"names {noun} {number} twice", "name it once"


def _choices(people: int, wanted: int) -> int:
    total = 1
    for each in range(wanted):
        total = total * max(0, people - each) // (each + 1)
    return total
