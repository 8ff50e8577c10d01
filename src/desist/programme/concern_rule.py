"""Concern rule: what a service does when something must be acted on at once, as one dated rule.

It decides nothing about a person. It holds the words that staff choose from, whom they normally
tell, what to do while the danger lasts, and how long a concern may wait for somebody responsible.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from desist.programme.entry import Entry, KeyFault, Sourced
from desist.programme.named import Named, named, naming_faults


@dataclass(frozen=True, kw_only=True)
class ConcernKind(Named):
    """What a concern is about. ``tell`` names the parties who normally must be told."""

    tell: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Escalation(Sourced):
    """Who is called on once the deadline has passed by so many minutes, nobody having answered."""

    minutes_late: int
    to: str
    """The code of a role."""


@dataclass(frozen=True, kw_only=True)
class Urgency(Named):
    """How soon somebody responsible must acknowledge a concern: in minutes, or working days.

    ``imminent``: somebody may be harmed before help is asked for in the ordinary way, so the page
    says what to do now (``do_now``).
    """

    imminent: bool = False
    acknowledge_within_minutes: int | None = None
    acknowledge_within_working_days: int | None = None
    do_now: tuple[str, ...] = ()
    escalation: tuple[Escalation, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ConcernRule(Entry):
    """One version of how concerns are raised: kinds, urgencies, parties and sources."""

    kind: tuple[ConcernKind, ...]
    urgency: tuple[Urgency, ...]
    party: tuple[Named, ...]
    origin: tuple[Named, ...]
    """Where a concern came up: a session, a review, a questionnaire, a contact."""
    nobody_on_duty: str
    """What to do where no duty manager is named today."""

    def kind_of(self, code: str) -> ConcernKind:
        """The kind of this code.

        Raises:
            KeyError: there is none.
        """
        return named(self.kind, code)

    def urgency_of(self, code: str) -> Urgency:
        """The urgency of this code.

        Raises:
            KeyError: there is none.
        """
        return named(self.urgency, code)

    def faults(self) -> Iterator[KeyFault]:
        """Codes given twice, parties nobody knows, deadlines that are none, steps out of order."""
        yield from super().faults()
        for name in ("kind", "urgency", "party", "origin"):
            yield from naming_faults(name, getattr(self, name))
        parties = {each.id for each in self.party}
        for kind in self.kind:
            for unknown in sorted(set(kind.tell) - parties):
                yield KeyFault(f"kind[{kind.id}].tell", f"names {unknown}", "name a party")
        for urgency in self.urgency:
            yield from _urgency_faults(urgency)


def _urgency_faults(urgency: Urgency) -> Iterator[KeyFault]:
    path = f"urgency[{urgency.id}]"
    limits = (urgency.acknowledge_within_minutes, urgency.acknowledge_within_working_days)
    given = [each for each in limits if each is not None]
    if len(given) != 1 or given[0] < 1:
        yield KeyFault(path, "has no deadline, or two", "give minutes or working days, from 1")
    if urgency.imminent and not urgency.do_now:
        yield KeyFault(f"{path}.do_now", "is empty", "say what to do while the danger lasts")
    if any(each.minutes_late < 0 for each in urgency.escalation):
        yield KeyFault(f"{path}.escalation", "begins before the deadline", "give minutes from 0")
    for earlier, later in pairwise(urgency.escalation):
        if later.minutes_late <= earlier.minutes_late:
            yield KeyFault(f"{path}.escalation", "is out of order", "the earliest step first")
