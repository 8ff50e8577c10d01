"""Imputation: the adjusted hazard ratio with missing covariates drawn, beside complete cases.

Each missing covariate is drawn, in turn, from a normal regression on the others, the arm, whether
the event came and the cumulative hazard by then, with the regression's own uncertainty.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
import polars as pl

from desist.evaluation.cohort.effect import (
    UNIT,
    Evaluated,
    OutcomeOverTime,
    clusters_of,
    spells_of,
)
from desist.evaluation.cohort.time_at_risk import Spells
from desist.evaluation.cox import CoxOptions, cox
from desist.evaluation.quantity import Quantity
from desist.evaluation.rubin import pooled_ratio
from desist.evaluation.table import Numbers
from desist.evaluation.unusable_data import UnusableData

IMPUTATIONS, SWEEPS, SEED = 20, 5, 2007
METHOD = (
    f"{IMPUTATIONS} imputations by chained normal regressions, {SWEEPS} sweeps each, seed {SEED}; "
    "van Buuren (2018), Flexible Imputation of Missing Data; White and Royston (2009), Stat. Med. "
    "28, 1982-1998, for the cumulative hazard among the predictors"
)


@dataclass(frozen=True, kw_only=True)
class Imputed:
    """The two adjusted hazard ratios, over the whole follow-up, everybody allocated."""

    outcome: str
    method: str
    complete_cases: Quantity
    imputed: Quantity


def imputed_ratio(data: Evaluated, found: OutcomeOverTime) -> Imputed | None:
    """The ratio with everybody in it; None where nothing is missing or counts are withheld."""
    names = data.plan.covariates
    table = data.cohort.episodes.select(pl.col(names).cast(pl.Float64)).to_numpy()
    if found.adjusted.estimate is None or not np.isnan(table).any():
        return None
    rows = spells_of(data, found.outcome, "allocated")
    beside = _beside(data, rows)
    chance = np.random.default_rng(SEED)
    try:
        fits = np.array([
            _fitted(data, rows, dict(zip(names, drawn(table, beside, chance).T, strict=True)))
            for _ in range(IMPUTATIONS)
        ])  # fmt: skip
    except (UnusableData, np.linalg.LinAlgError):
        return None
    return Imputed(
        outcome=found.outcome, method=METHOD, complete_cases=found.adjusted,
        imputed=pooled_ratio(
            fits[:, 0], fits[:, 1], level=data.plan.level,
            complete_freedom=len(np.unique(clusters_of(data)[rows.person])) - 1,
        ),
    )  # fmt: skip


def drawn(table: Numbers, beside: Numbers, chance: np.random.Generator) -> Numbers:
    """The table with each missing cell drawn; ``beside`` are complete columns that predict."""
    missing = np.isnan(table)
    whole = np.where(missing, np.nanmean(table, axis=0), table)
    for _ in range(SWEEPS):
        for k in np.flatnonzero(missing.any(axis=0)):
            others = np.column_stack([np.ones(len(table)), np.delete(whole, k, axis=1), beside])
            known = ~missing[:, k]
            whole[~known, k] = _draw(others[known], table[known, k], others[~known], chance)
    return whole


def _draw(x: Numbers, y: Numbers, wanted: Numbers, chance: np.random.Generator) -> Numbers:
    """From the posterior prediction of a normal regression with a flat prior."""
    q, r = np.linalg.qr(x)
    coefficients = np.linalg.solve(r, q.T @ y)
    left, freedom = y - x @ coefficients, len(y) - x.shape[1]
    sigma = sqrt(float(left @ left) / float(chance.chisquare(freedom)))
    coefficients = coefficients + sigma * np.linalg.solve(r, chance.normal(size=x.shape[1]))
    values: Numbers = wanted @ coefficients + sigma * chance.normal(size=len(wanted))
    return values


def _beside(data: Evaluated, rows: Spells) -> Numbers:
    """Arm, event, and the cumulative hazard at the end of each person's follow-up."""
    n = len(data.is_treated)
    end, event = np.zeros(n), np.zeros(n)
    np.maximum.at(end, rows.person, rows.time)
    np.maximum.at(event, rows.person, (rows.event == 1) * 1.0)
    at_risk = n - np.searchsorted(np.sort(end), end, side="left")
    order = np.argsort(end, kind="stable")
    hazard = np.empty(n)
    hazard[order] = (event[order] / at_risk[order]).cumsum()
    return np.column_stack([data.is_treated * 1.0, event, hazard])


def _fitted(data: Evaluated, rows: Spells, covariates: dict[str, Numbers]) -> tuple[float, float]:
    """The coefficient of treatment and its error, widened where there are few clusters."""
    found = cox(
        rows.time, rows.event,
        {"treated": data.is_treated[rows.person] * 1.0}
        | {name: values[rows.person] for name, values in covariates.items()},
        start=rows.start, cluster=clusters_of(data)[rows.person],
        options=CoxOptions(unit=UNIT, level=data.plan.level),
    )  # fmt: skip
    treated, groups = found.coefficients["treated"], found.clusters or 2
    if treated.coef is None or treated.robust_se is None:
        raise UnusableData(
            "separation", "the ratio has no finite value", remedy="leave it out", where="treated"
        )
    return treated.coef, treated.robust_se * sqrt(groups / (groups - 1))
