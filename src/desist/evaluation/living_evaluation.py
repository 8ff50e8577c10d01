"""Living evaluation: how long until the data would tell, simulated from volumes and rates.

Before anyone waits: how many years would it take to refute a claim, to warn of harm, to show it,
and how often would each rule err. Men are released evenly over years, reoffend with a falling
hazard, die, and are known to have reoffended only when convicted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import log
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from desist.evaluation.table import Numbers
from desist.evaluation.unusable_data import UnusableData

Counts = NDArray[np.int32]
Strata = Literal["cohort", "year", "pooled"]
CHUNK = 500
"""Replicates at a time: bounds the memory."""


@dataclass(frozen=True, kw_only=True)
class Volumes:
    """Who enters, and what happens to them. Times are in years from the first release.

    ``control_rate`` is the share of control men with an offence within ``rate_horizon`` years if
    none died; ``shape`` that of the Weibull distribution (below 1 the hazard falls);
    ``hazard_ratio`` that of the treated. A conviction is known ``lag`` years after the offence.
    ``treated_from`` is when the first treated man is released.
    """

    treated: int
    control: int
    release_years: float
    control_rate: float
    rate_horizon: float
    hazard_ratio: float
    shape: float = 0.8
    death_rate: float = 0.012
    lag: float = 0.75
    watched_years: float = 25.0
    looks_a_year: int = 4
    treated_from: float = 0.0

    def __post_init__(self) -> None:
        """Refuse what cannot happen.

        Raises:
            UnusableData: named ``impossible_volumes``.
        """
        counts = self.treated > 0 and self.control > 0 and self.looks_a_year > 0
        rates = 0 < self.control_rate < 1 and self.hazard_ratio > 0 and self.shape > 0
        times = (
            0 <= self.treated_from < self.release_years < self.watched_years
            and self.rate_horizon > 0
            and self.death_rate >= 0
            and self.lag >= 0
        )
        if not (counts and rates and times):
            raise UnusableData(
                "impossible_volumes", "these volumes and rates cannot be", where="volumes",
                remedy="give men in both groups, a rate between 0 and 1, and times in order",
            )  # fmt: skip

    @property
    def cohorts(self) -> int:
        """Release cohorts, one a look."""
        return round(self.release_years * self.looks_a_year)

    @property
    def periods(self) -> int:
        """Looks in all the years watched."""
        return round(self.watched_years * self.looks_a_year)


@dataclass(frozen=True, kw_only=True)
class Batch:
    """Simulated events and numbers at risk before them; shape (replicates, looks, strata)."""

    events_treated: Counts
    events_control: Counts
    at_risk_treated: Counts
    at_risk_control: Counts


def simulated(
    volumes: Volumes, *, replicates: int, seed: int, strata: Strata = "cohort"
) -> Iterator[Batch]:
    """Replicates of the evaluation, in chunks. Look ``n`` (from nought) is ``n`` periods on.

    ``strata``: by release cohort, by year since release, or none (which is wrong wherever the
    groups were not released at the same times; it is here to show how wrong).
    """
    chance = np.random.default_rng(seed)
    for start in range(0, replicates, CHUNK):
        size = min(CHUNK, replicates - start)
        treated = _arm(volumes, chance, size, is_treated=True)
        control = _arm(volumes, chance, size, is_treated=False)
        yield Batch(
            events_treated=_by_look(treated[0], volumes, strata),
            events_control=_by_look(control[0], volumes, strata),
            at_risk_treated=_by_look(treated[1], volumes, strata),
            at_risk_control=_by_look(control[1], volumes, strata),
        )


def _arm(
    volumes: Volumes, chance: np.random.Generator, size: int, *, is_treated: bool
) -> tuple[Counts, Counts]:
    """Events and numbers at risk of one group; shape (replicates, cohorts, periods at risk)."""
    first = round(volumes.treated_from * volumes.looks_a_year) if is_treated else 0
    open_to = np.zeros(volumes.cohorts)
    open_to[first:] = 1 / (volumes.cohorts - first)
    people = volumes.treated if is_treated else volumes.control
    left = chance.multinomial(people, open_to, size=size)
    ratio = volumes.hazard_ratio if is_treated else 1.0
    edges = np.arange(volumes.periods + 1) / volumes.looks_a_year / volumes.rate_horizon
    hazard = ratio * -log(1 - volumes.control_rate) * edges**volumes.shape
    event = -np.expm1(-np.diff(hazard))
    death = -np.expm1(-volumes.death_rate / volumes.looks_a_year)
    events = np.zeros((size, volumes.cohorts, volumes.periods), dtype=np.int32)
    at_risk = np.zeros_like(events)
    for period in range(volumes.periods):
        at_risk[:, :, period] = left
        had = chance.binomial(left, event[period])
        events[:, :, period] = had
        left = left - had
        left = left - chance.binomial(left, death)
    return events, at_risk


def _by_look(counts: Counts, volumes: Volumes, strata: Strata) -> Counts:
    """Counts of (cohort, period at risk) as counts of (look, stratum).

    What happens in the period that ends at look ``n`` is known ``lag`` later, and so are the
    numbers that were at risk in it.
    """
    size, cohorts, periods = counts.shape
    number = {"cohort": cohorts, "year": -(-periods // volumes.looks_a_year), "pooled": 1}[strata]
    result = np.zeros((size, periods + 1, number), dtype=np.int32)
    everyone = np.arange(cohorts)
    delay = 1 + round(volumes.lag * volumes.looks_a_year)
    for period in range(periods):
        look = everyone + period + delay
        seen = everyone[look <= periods]
        if strata == "cohort":
            result[:, look[seen], seen] = counts[:, seen, period]
        else:
            stratum = period // volumes.looks_a_year if strata == "year" else 0
            result[:, look[seen], stratum] += counts[:, seen, period]
    return result


def years_of_looks(volumes: Volumes) -> Numbers:
    """When each look is, in years from the first release."""
    years: Numbers = np.arange(volumes.periods + 1) / volumes.looks_a_year
    return years
