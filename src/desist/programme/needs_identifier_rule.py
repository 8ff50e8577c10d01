"""Needs-identifier rule: domains, their items, and bands of the Programme Needs Identifier."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desist.programme.band import (
    BandRow,
    MeasuredBandRow,
    PointsRow,
    measured_range_faults,
    range_faults,
)
from desist.programme.entry import Entry, KeyFault, Sourced

ITEM_SCORES = (0, 1, 2)
"""What an item can be scored: no problem, some, significant."""


@dataclass(frozen=True, kw_only=True)
class NeedDomain(Sourced):
    """Items that make one score; ``override`` is an item whose 2 makes the highest score alone."""

    id: str
    title: str
    items: tuple[str, ...]
    score: tuple[PointsRow, ...]
    override: str = ""
    sexual: bool = False
    """Counted only for a person who has offended sexually or is a risk of sexual harm."""


@dataclass(frozen=True, kw_only=True)
class NeedsIdentifierRule(Entry):
    """The Programme Needs Identifier as one dated rule.

    ``ogrs``, ``ovp`` and ``rsr`` are bands of imported percentages; ``need`` of the sum of the
    domain scores.
    """

    domain: tuple[NeedDomain, ...]
    need: tuple[BandRow, ...]
    ogrs: tuple[MeasuredBandRow, ...]
    ovp: tuple[MeasuredBandRow, ...]
    rsr: tuple[MeasuredBandRow, ...]

    @property
    def items(self) -> tuple[str, ...]:
        """Every item by its id in the case file, in order."""
        return tuple(item for domain in self.domain for item in domain.items)

    def faults(self) -> Iterator[KeyFault]:
        """Gaps and overlaps, items of two domains, overrides that are no item."""
        yield from super().faults()
        for name in ("ogrs", "ovp", "rsr"):
            yield from measured_range_faults(name, getattr(self, name))
        yield from range_faults("need", self.need, open_above=False)
        for item in {item for item in self.items if self.items.count(item) > 1}:
            yield KeyFault("domain", f"{item} is an item of two domains", "leave it in one")
        for domain in self.domain:
            path = f"domain[{domain.id}]"
            yield from range_faults(f"{path}.score", domain.score, open_above=False)
            highest = len(domain.items) * max(ITEM_SCORES)
            if domain.score and domain.score[-1].at_most != highest:
                yield KeyFault(
                    f"{path}.score",
                    f"ends at {domain.score[-1].at_most}, but its items add up to {highest}",
                    "end the last row at the greatest sum",
                )
            if domain.override and domain.override not in domain.items:
                yield KeyFault(
                    f"{path}.override",
                    f"{domain.override} is no item of it",
                    f"choose from {', '.join(domain.items)}",
                )
