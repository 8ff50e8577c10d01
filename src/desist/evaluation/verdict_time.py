"""Verdict time: when each rule would have decided, over simulated replicates of an evaluation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from desist.evaluation.evidence import Courses, Wager, courses
from desist.evaluation.living_evaluation import (
    Batch,
    Strata,
    Volumes,
    simulated,
    years_of_looks,
)
from desist.evaluation.quantity import Findings
from desist.evaluation.spending_boundary import spending_boundaries
from desist.evaluation.table import Numbers

SOURCE = "own simulation; ter Schure et al. (2020), arXiv:2011.06931, for the test"
FIVE_PERCENT = 1.959964
"""The z score of a two-sided test at 5%."""


@dataclass(frozen=True, kw_only=True)
class RuleTime:
    """One rule: the years at which a quarter, half and three quarters of replicates decided.

    None where fewer ever did. ``by_year`` holds the share that had decided by each year asked.
    """

    rule: str
    lower_quartile: float | None
    median: float | None
    upper_quartile: float | None
    by_year: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class VerdictTimes(Findings):
    """What to expect before waiting: each rule's times, and the counts that come in."""

    replicates: int
    seed: int
    strata: str
    years: tuple[float, ...]
    rules: tuple[RuleTime, ...]
    events_treated: tuple[float, ...]
    events_control: tuple[float, ...]


def verdict_times(
    volumes: Volumes,
    *,
    claims: Sequence[float] = (),
    years: Sequence[float],
    replicates: int = 2000,
    seed: int = 2017,
    strata: Strata = "cohort",
    planned: tuple[float, float] | None = None,
) -> VerdictTimes:
    """When the evidence would reach its thresholds, and what planned looks would have done.

    ``years`` are those at which shares are read. ``planned`` are the first and last of the yearly
    looks of a group-sequential plan and of the invalid rule that tests each year anew at 5%; left
    out, neither is computed.
    """
    batches = simulated(volumes, replicates=replicates, seed=seed, strata=strata)
    found, z, counts = _watched(batches, years_of_looks(volumes), claims, planned)
    places = [round(year * volumes.looks_a_year) for year in years]
    one_off = RuleTime(
        rule="one log-rank test at that year alone", lower_quartile=None, median=None,
        upper_quartile=None,
        by_year=tuple(float((np.abs(z[:, n]) > FIVE_PERCENT).mean()) for n in places),
    )  # fmt: skip
    return VerdictTimes(
        method="simulation: evenly spread releases, Weibull hazards, binomial counts",
        source=SOURCE,
        assumptions=(
            "hazards are in one ratio at all times, and nothing else differs between the groups",
            "as many are followed as were released: matching would leave fewer",
        ),
        warnings=(f"shares are uncertain by about {_noise(replicates):.3f} (95%): they come from "
                  f"{replicates:,} replicates",),
        replicates=replicates,
        seed=seed,
        strata=strata,
        years=tuple(map(float, years)),
        rules=(*(_rule_time(rule, times, years) for rule, times in found.items()), one_off),
        events_treated=tuple(float(counts[0, n]) for n in places),
        events_control=tuple(float(counts[1, n]) for n in places),
    )  # fmt: skip


def _watched(
    batches: Iterable[Batch],
    at: Numbers,
    claims: Sequence[float],
    planned: tuple[float, float] | None,
) -> tuple[dict[str, Numbers], Numbers, Numbers]:
    """When each rule decided in each replicate, the log-rank scores, and mean events so far."""
    wager = Wager()
    first: dict[str, list[Numbers]] = {}
    scores, variances, counts = [], [], []
    for batch in batches:
        for rule, course, threshold in _rules(batch, claims, wager):
            first.setdefault(rule, []).append(_first(course >= log(threshold), at))
        score, variance = _log_rank(batch)
        scores.append(score)
        variances.append(variance)
        counts.append([batch.events_treated.sum(axis=2), batch.events_control.sum(axis=2)])
    z, information = np.concatenate(scores), np.concatenate(variances)
    found = {rule: np.concatenate(parts) for rule, parts in first.items()}
    if planned:
        found |= _planned(z, information.mean(axis=0), at, planned)
    return found, z, np.concatenate(counts, axis=1).mean(axis=1).cumsum(axis=1)


def _noise(replicates: int) -> float:
    return float(1.96 * (0.25 / replicates) ** 0.5)


def _rules(batch: Batch, claims: Sequence[float], wager: Wager) -> list[tuple[str, Numbers, float]]:
    """Every rule with its course of log evidence (replicates, looks) and its threshold."""
    found = _courses(batch, claims, wager)
    return [
        *(
            (f"claim of {claim:g} or less refuted", course, wager.stop_at)
            for claim, course in zip(claims, found.claims, strict=True)
        ),
        ("early warning of harm", found.harm, wager.warn_at),
        ("harm", found.harm, wager.stop_at),
        ("two-sided", found.two_sided, wager.stop_at),
        ("benefit", found.benefit, wager.stop_at),
    ]


def _courses(batch: Batch, claims: Sequence[float], wager: Wager) -> Courses:
    """The courses of the sequential test for all replicates at once; (replicates, looks)."""
    size, looks, _ = batch.events_treated.shape
    likelihood = _BatchLikelihood(batch)
    flat = courses(likelihood, claims=claims, wager=wager)
    shape = (size, looks)
    return Courses(
        two_sided=flat.two_sided.reshape(shape),
        harm=flat.harm.reshape(shape),
        benefit=flat.benefit.reshape(shape),
        claims=flat.claims.reshape(len(claims), *shape),
    )


class _BatchLikelihood:
    """The log likelihood that ``courses`` asks for, replicates and looks in one row."""

    def __init__(self, batch: Batch) -> None:
        self.shape = batch.events_treated.shape[:2]
        events = batch.events_treated + batch.events_control
        where = np.nonzero(events)
        self.at = where[0] * self.shape[1] + where[1]
        self.treated = batch.events_treated[where].astype(float)
        self.events = events[where].astype(float)
        at_risk = batch.at_risk_treated[where].astype(float)
        self.share = at_risk / (at_risk + batch.at_risk_control[where])

    def __call__(self, log_ratios: Numbers) -> Numbers:
        return np.array([self._one(each) for each in log_ratios])

    def _one(self, log_ratio: float) -> Numbers:
        terms = self.treated * log_ratio - self.events * np.log1p(self.share * np.expm1(log_ratio))
        total = self.shape[0] * self.shape[1]
        added = np.bincount(self.at, weights=terms, minlength=total).reshape(self.shape)
        return added.cumsum(axis=1).ravel()


def _log_rank(batch: Batch) -> tuple[Numbers, Numbers]:
    """The cumulative log-rank z at each look, and its variance."""
    events = (batch.events_treated + batch.events_control).astype(float)
    at_risk = (batch.at_risk_treated + batch.at_risk_control).astype(float)
    share = batch.at_risk_treated / np.maximum(at_risk, 1)
    score = (batch.events_treated - events * share).sum(axis=2).cumsum(axis=1)
    spread = events * share * (1 - share) * (at_risk - events) / np.maximum(at_risk - 1, 1)
    variance = spread.sum(axis=2).cumsum(axis=1)
    return score / np.sqrt(np.maximum(variance, 1e-12)), variance


def _planned(
    z: Numbers, information: Numbers, at: Numbers, planned: tuple[float, float]
) -> Mapping[str, Numbers]:
    """Yearly looks with a plan, and without one."""
    looks = np.flatnonzero((at % 1 == 0) & (at >= planned[0]) & (at <= planned[1]))
    fractions = (information[looks] / information[looks[-1]]).tolist()
    limits = np.array(
        [np.inf if each.z is None else each.z for each in spending_boundaries(fractions).looks]
    )
    yearly = np.flatnonzero((at % 1 == 0) & (at >= planned[0]))
    beyond = np.abs(z)
    return {
        "Lan-DeMets O'Brien-Fleming, yearly": _first(beyond[:, looks] >= limits, at[looks]),
        "5% test every year (invalid)": _first(beyond[:, yearly] > FIVE_PERCENT, at[yearly]),
    }


def _first(reached: NDArray[np.bool_], at: Numbers) -> Numbers:
    """When each replicate first reached its threshold; infinite where it never did."""
    times: Numbers = np.where(reached.any(axis=1), at[reached.argmax(axis=1)], np.inf)
    return times


def _rule_time(rule: str, times: Numbers, years: Sequence[float]) -> RuleTime:
    quartiles = np.quantile(times, [0.25, 0.5, 0.75], method="lower")
    lower, median, upper = (float(each) if np.isfinite(each) else None for each in quartiles)
    return RuleTime(
        rule=rule, lower_quartile=lower, median=median, upper_quartile=upper,
        by_year=tuple(float((times <= year).mean()) for year in years),
    )  # fmt: skip
