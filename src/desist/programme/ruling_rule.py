"""Ruling rule: what a person may answer to a recommendation, why, and where a case then goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from desist.programme.entry import Entry, KeyFault, Sourced

TASKS = ("second_coding", "settle", "rule", "decide_again")
"""What an assessment asks of others."""


@dataclass(frozen=True, kw_only=True)
class RuledOutcome(Sourced):
    """An outcome that a person may rule, and the status to which a referral then moves."""

    outcome: str
    status: str
    reason: str
    """The coded reason of the move."""
    panel_reason: str = ""
    """The coded reason where a panel decided it; the rule's own where this is empty."""
    reason_where: Mapping[str, str] = field(default_factory=dict)
    """Another reason, by the code of a reason for which the rules recommended it."""


@dataclass(frozen=True, kw_only=True)
class OverrideReason(Sourced):
    """Why somebody rules otherwise than the rules recommend."""

    id: str
    title: str


@dataclass(frozen=True, kw_only=True)
class RulingRule(Entry):
    """How recommendations on eligibility are answered here."""

    moves_from: tuple[str, ...]
    """The statuses in which a referral waits for a decision; from another it is not moved."""
    panel: RuledOutcome
    """Where a referral waits for a panel."""
    panel_reason: str
    """The coded reason of a move that a panel decided."""
    working_days: Mapping[str, int]
    """In how many working days each of the tasks is due."""
    outcome: tuple[RuledOutcome, ...]
    reason: tuple[OverrideReason, ...]

    def ruled(self, outcome: str) -> RuledOutcome | None:
        """Where a referral goes after a ruling; None where a person cannot rule so."""
        return next((each for each in self.outcome if each.outcome == outcome), None)

    def faults(self) -> Iterator[KeyFault]:
        """Outcomes and reasons that stand twice, or none at all; tasks without a day."""
        yield from super().faults()
        for task in TASKS:
            if self.working_days.get(task, -1) < 0:
                yield KeyFault(f"working_days.{task}", "is missing", "give 0 or more days")
        for name, ids in (
            ("outcome", [each.outcome for each in self.outcome]),
            ("reason", [each.id for each in self.reason]),
        ):
            if not ids:
                yield KeyFault(name, "is empty", "give at least one")
            for id_ in {each for each in ids if ids.count(each) > 1}:
                yield KeyFault(f"{name}[{id_}]", "stands here more than once", "give it once")
