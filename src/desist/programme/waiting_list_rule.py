"""Waiting list rule: in which order people who wait are offered a place, as one dated rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, get_args

from desist.programme.entry import Entry, KeyFault, Sourced

Criterion = Literal["time_left", "risk", "waited"]
CRITERIA: tuple[Criterion, ...] = get_args(Criterion)


@dataclass(frozen=True, kw_only=True)
class TimeTier(Sourced):
    """People whose weeks to spare are below ``below`` (and not below the row before).

    Weeks to spare: whole weeks until the licence or order ends, less the weeks that a group of
    the programme takes. The last row has no ``below``. ``turn`` says who goes first: 1 before 2.
    """

    id: str
    below: int | None = None
    turn: int


@dataclass(frozen=True, kw_only=True)
class HardToPlace(Sourced):
    """When a circumstance is worth naming as what makes somebody hard to place."""

    parts_of_week_at_most: int
    """Free parts of days in the week (a Tuesday evening is one)."""
    groups_at_most: int
    """Groups now on offer whose conditions the person meets."""
    kept_apart_from_at_least: int
    """People of the same pool with whom the person may not sit."""


@dataclass(frozen=True, kw_only=True)
class WaitingListRule(Entry):
    """One version of the order: criteria, each deciding only where all before it are equal."""

    order: tuple[Criterion, ...]
    time_left: tuple[TimeTier, ...]
    hard_to_place: HardToPlace

    def tier_of(self, weeks_to_spare: int) -> TimeTier:
        """The tier of somebody with so many weeks to spare (fewer than none: too late)."""
        return next(
            each for each in self.time_left if each.below is None or weeks_to_spare < each.below
        )

    def faults(self) -> Iterator[KeyFault]:
        """A criterion twice or not at all, tiers that overlap, leave a gap or share a turn."""
        yield from super().faults()
        if sorted(self.order) != sorted(CRITERIA):
            yield KeyFault(
                "order", f"is {', '.join(self.order)}", f"name each once: {', '.join(CRITERIA)}"
            )
        if not self.time_left or self.time_left[-1].below is not None:
            yield KeyFault("time_left", "ends somewhere", "leave below out of the last row")
        for lower, upper in pairwise(self.time_left):
            if lower.below is None or (upper.below is not None and upper.below <= lower.below):
                yield KeyFault(
                    f"time_left[{upper.id}]", f"does not come after {lower.id}", "lowest row first"
                )
        for name in ("id", "turn"):
            values = [getattr(each, name) for each in self.time_left]
            if len(values) != len(set(values)):
                yield KeyFault("time_left", f"two rows have one {name}", "give each its own")
        for name in ("parts_of_week_at_most", "groups_at_most", "kept_apart_from_at_least"):
            if getattr(self.hard_to_place, name) < 0:
                yield KeyFault(f"hard_to_place.{name}", "is below 0", "give a number from 0")
