"""Adjusted effect: the crude difference beside matching and weighting, with the balance of each.

Complete cases on the plan's covariates. The caliper, order and seed are those of ``MatchOptions``
and are printed; nobody chooses them after outcomes were seen.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from desist.evaluation.balance import Balance
from desist.evaluation.cohort.effect import Evaluated, OutcomeAtHorizon
from desist.evaluation.cohort.suppression import is_small
from desist.evaluation.cohort.time_at_risk import at_horizon
from desist.evaluation.match import Match, match
from desist.evaluation.quantity import Quantity
from desist.evaluation.two_group import ConfoundingEValue
from desist.evaluation.unusable_data import UnusableData


@dataclass(frozen=True, kw_only=True)
class CovariateGap:
    """Standardised differences of one covariate: as allocated, matched, and weighted."""

    covariate: str
    before: float | None
    matched: float | None
    weighted: float | None


@dataclass(frozen=True, kw_only=True)
class AdjustedEffect:
    """Differences of shares, treated less control. ``refused`` says why there is none.

    ``tipping_bias`` is Rosenbaum's gamma, and None where the pairs alone show nothing or are few.
    ``unmatched`` is None where it is a small count.
    """

    outcome: str
    horizon_days: int
    refused: str | None
    method: str = ""
    crude: Quantity | None = None
    matched: Quantity | None = None
    weighted: Quantity | None = None
    confounding_e_value: ConfoundingEValue | None = None
    tipping_bias: float | None = None
    unmatched: int | None = None
    effective_control: float | None = None
    verdict: str = ""
    balance: tuple[CovariateGap, ...] = ()
    warnings: tuple[str, ...] = ()


def adjusted_effect(data: Evaluated, crude: OutcomeAtHorizon) -> AdjustedEffect:
    """The crude comparison of everybody allocated, adjusted twice."""
    outcome, days = crude.outcome, crude.horizon_days
    if crude.comparison is None:
        return AdjustedEffect(outcome=outcome, horizon_days=days, refused="counts are withheld")
    found = at_horizon(data.calendar, data.offences, outcome, days=days, plan=data.plan)
    names = data.plan.covariates
    table = data.cohort.episodes.select(pl.col(names).cast(pl.Float64)).to_numpy()
    used = found.is_followed & ~np.isnan(table).any(axis=1)
    try:
        result = match(
            data.is_treated[used] * 1.0, table[used], names=names,
            outcome=(found.count[used] > 0) * 1.0, level=data.plan.level,
        )  # fmt: skip
    except UnusableData as error:
        said = f"{error.problem} [{error.name}]"
        return AdjustedEffect(outcome=outcome, horizon_days=days, refused=said)
    return _told(result, crude, int(found.is_followed.sum() - used.sum()), data)


def _told(result: Match, crude: OutcomeAtHorizon, lost: int, data: Evaluated) -> AdjustedEffect:
    smallest = data.plan.smallest_count
    outcome, comparison = result.outcome, crude.comparison
    if outcome is None or comparison is None:
        raise AssertionError("an outcome was given to the matching")
    pairs = (outcome.treated_only, outcome.control_only)
    telling = any(is_small(each, smallest=smallest) for each in pairs)
    unmatched = result.unmatched_treated
    few = is_small(unmatched, smallest=smallest)
    warnings = [each for each in result.warnings if not (few and "have no match" in each)]
    if lost:
        number = "few" if is_small(lost, smallest=smallest) else f"{lost:,}"
        warnings.append(f"{number} people were left out: a covariate is missing (complete cases)")
    if few:
        warnings.append("few treated people have no match")
    return AdjustedEffect(
        outcome=crude.outcome, horizon_days=crude.horizon_days, refused=None, method=result.method,
        crude=comparison.risk_difference, matched=outcome.matched, weighted=outcome.weighted,
        confounding_e_value=comparison.confounding_e_value,
        tipping_bias=None if telling or outcome.bounds is None else outcome.bounds.tipping_gamma,
        unmatched=None if few else unmatched,
        effective_control=result.weighting.effective_control, verdict=result.verdict,
        balance=_gaps(result.before, result.after, result.weighting), warnings=tuple(warnings),
    )  # fmt: skip


def _gaps(before: Balance, matched: Balance, weighted: Balance) -> tuple[CovariateGap, ...]:
    return tuple(
        CovariateGap(covariate=a.covariate, before=a.smd, matched=b.smd, weighted=c.smd)
        for a, b, c in zip(before.covariates, matched.covariates, weighted.covariates, strict=True)
    )
