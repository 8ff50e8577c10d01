"""Search plan: how one search is to run, and what it hands back; plain values only."""

from __future__ import annotations

from dataclasses import dataclass

from desist.scheduling.booking_problem import Bookings


@dataclass(frozen=True, kw_only=True)
class SearchPlan:
    """How long to search: so many rounds, or until a moment of the clock, or again as recorded."""

    seed: int
    rounds: int | None = None
    until: float | None = None
    temperatures: tuple[float, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class Found:
    """The best answer of a run so far and what it takes to repeat the run."""

    bookings: Bookings
    objective: int
    seed: int
    rounds: int
    temperatures: tuple[float, ...]
