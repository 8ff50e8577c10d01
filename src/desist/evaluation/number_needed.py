"""Number needed: how many are treated for one event fewer, or one more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from desist.evaluation.quantity import Quantity

Kind = Literal["benefit", "harm"]
SOURCE = "Altman (1998), BMJ 317, 1309-1312"


@dataclass(frozen=True, kw_only=True)
class Needed:
    """So many treated for one event fewer (benefit) or one more (harm); None is infinity."""

    kind: Kind
    number: float | None

    def __str__(self) -> str:
        return f"{self.kind} {self.number:.1f}" if self.number is not None else "infinity"


@dataclass(frozen=True, kw_only=True)
class NumberNeeded:
    """The number needed and its interval.

    Where the interval of the difference holds nought the interval runs through infinity, from
    so-many-to-benefit to so-many-to-harm: ``crosses_zero``, and ``says`` puts it in words.
    """

    kind: Kind | None
    estimate: float | None
    limits: tuple[Needed, Needed] | None
    crosses_zero: bool
    says: str
    source: str = SOURCE


def number_needed(difference: Quantity) -> NumberNeeded:
    """The reciprocal of a difference in risk (treated minus control), with its limits."""
    if difference.low is None or difference.high is None or difference.estimate is None:
        return NumberNeeded(
            kind=None, estimate=None, limits=None, crosses_zero=False,
            says="no difference could be computed",
        )  # fmt: skip
    centre = _needed(difference.estimate)
    low, high = _needed(difference.low), _needed(difference.high)
    crosses = difference.low < 0 < difference.high
    if not crosses:
        # The larger difference is the smaller number: least needed first.
        low, high = sorted((low, high), key=lambda each: each.number or float("inf"))
    return NumberNeeded(
        kind=centre.kind if difference.estimate else None,
        estimate=centre.number,
        limits=(low, high),
        crosses_zero=crosses,
        says=f"{centre} ({low} to {'infinity to ' if crosses else ''}{high})",
    )


def _needed(gap: float) -> Needed:
    kind: Kind = "benefit" if gap < 0 else "harm"
    return Needed(kind=kind, number=1 / abs(gap) if gap else None)
