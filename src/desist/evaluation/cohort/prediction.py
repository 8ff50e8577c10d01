"""Prediction: observed against predicted in each arm, refused unless the two are of one thing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import polars as pl

from desist.evaluation.cohort.analysis_plan import AnalysisPlan
from desist.evaluation.cohort.effect import Evaluated
from desist.evaluation.cohort.record import ADAPTED
from desist.evaluation.cohort.suppression import is_telling, withheld
from desist.evaluation.cohort.time_at_risk import at_horizon
from desist.evaluation.completer_selection import Selection, completer_selection
from desist.evaluation.observed_expected import ObservedExpected, observed_expected_of
from desist.evaluation.proportion import proportion
from desist.evaluation.quantity import Quantity, quantity
from desist.evaluation.table import Flags

Coding = Literal["standard", "adapted"]
COLUMNS: dict[Coding, str] = {"standard": "predicted_risk", "adapted": ADAPTED}
GROUPS = ("treated, all allocated", "control", "completed", "did not complete")
VARIANCES, SLOPES = (0.5, 1.0, 2.0), (-1.0, -2.0, -4.0)
LABEL = (
    "whoever completed was, until then, not reconvicted, and differs from whoever dropped out in "
    "what the predictor does not know: a ratio below 1 among completers shows no effect"
)
RATIO = "exact binomial interval given the total; Breslow and Day (1987), II, section 3.4"


@dataclass(frozen=True, kw_only=True)
class GroupPrediction:
    """One group's ratio; ``ratio`` is None where ``is_suppressed`` or nothing was expected."""

    group: str
    n: int
    is_suppressed: bool
    ratio: ObservedExpected | None
    warning: str = ""


@dataclass(frozen=True, kw_only=True)
class Prediction:
    """Observed against predicted. ``refused`` says why there is none; then all else is empty.

    ``treated_to_control`` is the ratio of the two arms' ratios. ``selection`` is what selection
    alone would make of completers, for some strengths of it, with no effect whatever.
    """

    outcome: str
    coding: Coding
    horizon_days: int | None
    predictors: tuple[str, ...]
    refused: str | None
    groups: tuple[GroupPrediction, ...] = ()
    treated_to_control: Quantity | None = None
    selection: tuple[Selection, ...] = ()
    warnings: tuple[str, ...] = ()


def predictions_of(data: Evaluated, outcome: str) -> tuple[Prediction, ...]:
    """By each coding of the predictor that the cohort holds, side by side."""
    held = [coding for coding, column in COLUMNS.items() if column in data.cohort.episodes.columns]
    return tuple(prediction_of(data, outcome, coding=each) for each in held)


def prediction_of(data: Evaluated, outcome: str, *, coding: Coding = "standard") -> Prediction:
    """The ratios, or the reason why predictor and observation are not of one thing."""
    column = COLUMNS[coding]
    about = data.cohort.episodes.filter(pl.col(column).is_not_null())
    predictors = tuple(sorted(about.get_column("predictor").drop_nulls().unique()))
    horizons = about.get_column("predicted_horizon_days").drop_nulls().unique().to_list()
    outcomes = about.get_column("predicted_outcome").drop_nulls().unique().to_list()
    refused = None
    if not about.height:
        refused = "nobody has a predicted risk"
    elif len(predictors) > 1:
        refused = f"people were predicted by different rules ({', '.join(predictors)})"
    elif outcomes != [outcome]:
        refused = f"the predictor predicts {', '.join(sorted(outcomes))}, not {outcome}"
    elif not about.get_column(column).is_between(0, 1).all():
        refused = f"{column} holds what is no probability"
    elif len(horizons) != 1 or horizons[0] not in data.plan.horizons_days:
        refused = f"the horizon of the prediction ({horizons} days) is none of the plan's"
    if refused:
        return Prediction(
            outcome=outcome, coding=coding, horizon_days=None, predictors=predictors,
            refused=refused,
        )  # fmt: skip
    return _compared(data, outcome, coding, int(horizons[0]), predictors)


def _compared(
    data: Evaluated, outcome: str, coding: Coding, horizon: int, predictors: tuple[str, ...]
) -> Prediction:
    found = at_horizon(data.calendar, data.offences, outcome, days=horizon, plan=data.plan)
    risk = data.cohort.episodes.get_column(COLUMNS[coding]).cast(pl.Float64).to_numpy()
    usable = found.is_followed & ~np.isnan(risk)
    completed = data.cohort.episodes.get_column("completed_on").is_not_null().to_numpy()
    wholes: tuple[Flags, ...] = (
        usable & data.is_treated, usable & ~data.is_treated,
        usable & data.is_treated & completed, usable & data.is_treated & ~completed,
    )  # fmt: skip
    had = found.count > 0
    counts = [int((had & each).sum()) for each in wholes]
    # Completers and the others add up to the treated: one small count hides both.
    hidden = {n + 2 for n in withheld(counts[2:], smallest=data.plan.smallest_count)}
    groups = tuple(
        _group(
            name, risk[at], had[at] * 1, data.plan,
            hidden=place in hidden, warning=LABEL if place >= 2 else "",
        )
        for place, (name, at) in enumerate(zip(GROUPS, wholes, strict=True))
    )  # fmt: skip
    rate = float(risk[usable].mean()) if usable.any() else 0.0
    share = float(completed[data.is_treated].mean())
    lost = int((found.is_followed & np.isnan(risk)).sum())
    return Prediction(
        outcome=outcome, coding=coding, horizon_days=horizon, predictors=predictors, refused=None,
        groups=groups,
        treated_to_control=_ratio_of_ratios(groups[0].ratio, groups[1].ratio, data.plan.level),
        selection=tuple(
            completer_selection(variance=variance, slope=slope, completion=share, rate=rate)
            for variance in VARIANCES for slope in SLOPES
        ) if 0 < share < 1 and 0 < rate < 1 else (),
        warnings=((f"{lost:,} people have no prediction and are left out",) if lost else ())
        + ("the predicted rates are taken as they are: the predictor's own error is not in the "
           "intervals; the control arm on the same predictor shows how far off it is",),
    )  # fmt: skip


def _group(
    name: str, risk: np.ndarray, outcome: np.ndarray, plan: AnalysisPlan, *, hidden: bool,
    warning: str,
) -> GroupPrediction:  # fmt: skip
    n, events = len(risk), int(outcome.sum())
    hidden = hidden or is_telling(events, n, smallest=plan.smallest_count)
    ratio = None
    if not hidden and n and risk.sum() > 0:
        ratio = observed_expected_of(risk, outcome, level=plan.level)
    return GroupPrediction(group=name, n=n, is_suppressed=hidden, ratio=ratio, warning=warning)


def _ratio_of_ratios(
    treated: ObservedExpected | None, control: ObservedExpected | None, level: float
) -> Quantity | None:
    """Treated O/E to control O/E, exact given the total of both."""
    if treated is None or control is None or not treated.observed + control.observed:
        return None
    share = proportion(treated.observed, treated.observed + control.observed, level=level).exact
    scale = control.expected / treated.expected

    def ratio(fraction: float | None) -> float | None:
        if fraction is None:
            return None
        return float("inf") if fraction >= 1 else fraction / (1 - fraction) * scale

    return quantity(
        ratio(treated.observed / (treated.observed + control.observed)),
        (ratio(share.low), ratio(share.high)), level=level,
        method="ratio of observed / expected, treated to control", source=RATIO,
        assumptions=("the predictor errs alike in both arms",),
    )  # fmt: skip
