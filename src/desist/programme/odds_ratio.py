"""Odds ratio: how much greater the odds are in one group than in another."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log, sqrt
from statistics import NormalDist

from desist.programme.entry import Sourced
from desist.programme.proportion import LEVEL, Interval


@dataclass(frozen=True, kw_only=True)
class TwoByTwo(Sourced):
    """Two groups, each split by whether the outcome was there."""

    group_with: int
    group_without: int
    other_with: int
    other_without: int

    @property
    def cells(self) -> tuple[int, int, int, int]:
        """The four counts, group first."""
        return self.group_with, self.group_without, self.other_with, self.other_without

    @property
    def odds_ratio(self) -> float:
        """The odds in the group over the odds in the other; every cell must be above nought."""
        return (self.group_with * self.other_without) / (self.group_without * self.other_with)

    def interval(self, *, level: float = LEVEL) -> Interval:
        """Woolf's interval, on the log scale; every cell must be above nought."""
        z = NormalDist().inv_cdf((1 + level) / 2)
        reach = z * sqrt(sum(1 / cell for cell in self.cells))
        centre = log(self.odds_ratio)
        return Interval(
            low=exp(centre - reach), high=exp(centre + reach), level=level, method="Woolf"
        )
