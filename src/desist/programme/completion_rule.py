"""Completion rule: what it takes to have completed a programme, as one dated rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from desist.programme.entry import Entry, KeyFault, Sourced

Ending = Literal["ran_its_course", "left", "removed", "order_ended", "transferred", "died", "error"]
ENDINGS: tuple[Ending, ...] = get_args(Ending)


@dataclass(frozen=True, kw_only=True)
class Dose(Sourced):
    """How many sessions somebody must have had, catch-ups counted.

    ``format_minimum``: at least as many as the shortest course of the format. ``every_planned``:
    all sessions of the approved plan.
    """

    of: Literal["format_minimum", "every_planned"]


@dataclass(frozen=True, kw_only=True)
class ModulesMet(Sourced):
    """Of each module of the programme, at least so many sessions were attended or made good."""

    sessions_each: int


@dataclass(frozen=True, kw_only=True)
class CompletionRule(Entry):
    """One version. What is short of it, though it ran its course, is a part of the programme."""

    dose: Dose
    modules: ModulesMet

    def faults(self) -> Iterator[KeyFault]:
        """A module that nobody need attend is no module."""
        yield from super().faults()
        if self.modules.sessions_each < 1:
            yield KeyFault("modules.sessions_each", "is below 1", "ask for at least one session")
