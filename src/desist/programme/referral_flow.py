"""Referral flow: the statuses of a referral, what may follow what, for which coded reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from desist.programme.entry import Entry, KeyFault, Sourced

Phase = Literal[
    "screening", "assessment", "waiting", "delivery", "interrupted", "afterwards", "ended"
]
ReferralSource = Literal["requirement", "licence", "voluntary"]
ReferralSetting = Literal["community", "custody"]
OPEN = "open"
"""Stands in ``leaves`` for every status that is open."""
NOT_ENDED = "not_ended"
"""Stands in ``leaves`` for every status but those of the phase ``ended``."""


@dataclass(frozen=True, kw_only=True)
class Due(Sourced):
    """What somebody must do while a referral has a status: which role, in how many working days."""

    role: str
    working_days: int


@dataclass(frozen=True, kw_only=True)
class FlowStatus(Sourced):
    """One status. ``is_open``: somebody still waits for the programme or takes part in it."""

    id: str
    meaning: str
    phase: Phase
    is_open: bool
    due: Due | None = None


@dataclass(frozen=True, kw_only=True)
class MoveReason(Sourced):
    """One coded reason in its category; for some sources or settings alone where any is named."""

    id: str
    category: str
    text: str
    sources: tuple[ReferralSource, ...] = ()
    settings: tuple[ReferralSetting, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Transition(Sourced):
    """A way from one of ``leaves`` to ``to``: whose it is, for which reasons, under what guard.

    ``reasons`` are ids of reasons; where there are any, one must be given. ``sources`` and
    ``settings`` are those for which the way exists (all, where none is named). ``guards`` are
    answered by whoever holds the facts: an approved plan, a place in a group. What is not
    ``by_hand`` is reached by its own deed (a plan approved, a session attended) and stands on no
    list of choices. ``only_back``: only for somebody who was held from just that status.
    ``keeps_group``: a place in a group is kept. ``keeps_sessions``: what was delivered counts on.
    """

    leaves: tuple[str, ...]
    to: str
    roles: tuple[str, ...]
    reasons: tuple[str, ...] = ()
    sources: tuple[ReferralSource, ...] = ()
    settings: tuple[ReferralSetting, ...] = ()
    guards: tuple[str, ...] = ()
    by_hand: bool = True
    only_back: bool = False
    keeps_group: bool = False
    keeps_sessions: bool = False

    def is_for(self, source: str, setting: str) -> bool:
        """Whether this way exists for a referral of that source and setting."""
        return (not self.sources or source in self.sources) and (
            not self.settings or setting in self.settings
        )


@dataclass(frozen=True, kw_only=True)
class ReferralFlow(Entry):
    """One version of the flow. ``first`` is the status of a new referral."""

    first: str
    back_dating_days: int
    """How many days ago a change recorded today may have happened, at most."""
    look_again: Due
    """Who looks at eligibility again when a fact has changed."""
    status: tuple[FlowStatus, ...]
    reason: tuple[MoveReason, ...]
    transition: tuple[Transition, ...]

    def status_called(self, id_: str) -> FlowStatus:
        """The status of that id; ``faults`` sees that each one named exists."""
        return next(each for each in self.status if each.id == id_)

    def is_suitable(self, status: str) -> bool:
        """Whether somebody in a status was found suitable, and waits for a place or takes part."""
        return self.status_called(status).phase in ("waiting", "delivery")

    def has_place(self, status: str) -> bool:
        """Whether somebody in a status waits for a place, takes part, or has their place kept."""
        return self.is_suitable(status) or any(
            each.keeps_group for each in self.transition if each.to == status
        )

    def reason_called(self, id_: str) -> MoveReason | None:
        """The reason of that id, or None."""
        return next((each for each in self.reason if each.id == id_), None)

    @property
    def open_statuses(self) -> tuple[str, ...]:
        """In which somebody waits or takes part, in the order of the file."""
        return tuple(each.id for each in self.status if each.is_open)

    def leaving(self, transition: Transition) -> tuple[str, ...]:
        """The statuses that a transition leaves, written out; never the one it leads to."""
        found: list[str] = []
        for name in transition.leaves:
            found += {
                OPEN: self.open_statuses,
                NOT_ENDED: tuple(each.id for each in self.status if each.phase != "ended"),
            }.get(name, (name,))
        return tuple(each for each in dict.fromkeys(found) if each != transition.to)

    def way(self, leaves: str, to: str) -> Transition | None:
        """The transition between two statuses, or None where there is none."""
        return next(
            (each for each in self.transition if each.to == to and leaves in self.leaving(each)),
            None,
        )

    def ways_from(self, leaves: str) -> tuple[Transition, ...]:
        """Every transition that leaves a status, in the order of the file."""
        return tuple(each for each in self.transition if leaves in self.leaving(each))

    def faults(self) -> Iterator[KeyFault]:
        """Names that are not there or stand twice, dead ends, and ways that are said twice."""
        yield from super().faults()
        yield from _doubles("status", (each.id for each in self.status))
        yield from _doubles("reason", (each.id for each in self.reason))
        if self.back_dating_days < 0:
            yield KeyFault("back_dating_days", "is below 0", "give a number of days from 0")
        yield from self._unknown_names()
        if self.first not in {each.id for each in self.status}:
            yield KeyFault("first", f"{self.first} is no status", "name one of the statuses")
            return
        pairs = [(name, each.to) for each in self.transition for name in self.leaving(each)]
        for leaves, to in sorted({pair for pair in pairs if pairs.count(pair) > 1}):
            yield KeyFault(
                "transition", f"says twice how {leaves} becomes {to}", "keep one of the two"
            )
        yield from self._dead_ends(dict.fromkeys(pairs))

    def _unknown_names(self) -> Iterator[KeyFault]:
        statuses = {each.id for each in self.status}
        reasons = {each.id for each in self.reason}
        used: set[str] = set()
        for each in self.transition:
            path = f"transition[{each.to}]"
            for name in sorted({*each.leaves, each.to} - statuses - {OPEN, NOT_ENDED}):
                yield KeyFault(path, f"{name} is no status", "name one of the statuses")
            for name in sorted(set(each.reasons) - reasons):
                yield KeyFault(path, f"{name} is no reason", "add it under [[reason]]")
            used |= set(each.reasons)
        for name in sorted(reasons - used):
            yield KeyFault(f"reason[{name}]", "is given nowhere", "use it or take it out")

    def _dead_ends(self, pairs: Iterable[tuple[str, str]]) -> Iterator[KeyFault]:
        """Open statuses that nobody can withdraw from, and statuses that nobody can reach."""
        held = set(pairs)
        reached, further = {self.first}, {self.first}
        while further:
            further = {to for leaves, to in held if leaves in further} - reached
            reached |= further
        for each in self.status:
            path = f"status[{each.id}]"
            if each.is_open and (each.id, "withdrawn") not in held:
                yield KeyFault(path, "cannot be withdrawn from", "let every open status end so")
            if each.id not in reached:
                yield KeyFault(path, "cannot be reached", "add a transition to it")


def _doubles(path: str, names: Iterable[str]) -> Iterator[KeyFault]:
    held = list(names)
    for name in sorted({each for each in held if held.count(each) > 1}):
        yield KeyFault(f"{path}[{name}]", "stands here more than once", "keep one")
