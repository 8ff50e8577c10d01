"""Meta-analysis: what several studies of the same question say together, and how they disagree.

Each study counts events among treated and control people. Ratios below 1 are fewer events among
the treated.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, sqrt
from typing import Literal

import numpy as np
from scipy.special import chdtrc, ndtri, stdtrit

from desist.evaluation.funnel import FEWEST, TrimAndFill, egger, trim_and_fill
from desist.evaluation.mantel_haenszel import mantel_haenszel
from desist.evaluation.meta_regression import MetaRegression, meta_regression
from desist.evaluation.quantity import Findings, Quantity, Test, quantity
from desist.evaluation.random_effects import (
    METHODS,
    SOURCES,
    Between,
    Fit,
    Studies,
    fitted,
    heterogeneity_statistic,
    intercept_only,
    tau_squared_interval,
)
from desist.evaluation.table import Flags, Numbers
from desist.evaluation.unusable_data import UnusableData, refuse_where
from desist.programme.proportion import LEVEL

Measure = Literal["odds_ratio", "risk_ratio"]
KNAPP_HARTUNG = "Knapp and Hartung (2003), Stat. Med. 22, 2693-2710"
SOURCE = "Viechtbauer (2010), J. Stat. Softw. 36(3)"


@dataclass(frozen=True, kw_only=True)
class StudyCounts:
    """Events and people of each study, treated and control."""

    treated_events: Numbers
    treated_total: Numbers
    control_events: Numbers
    control_total: Numbers


@dataclass(frozen=True, kw_only=True)
class StudyResult(Quantity):
    """One study's ratio, and its share of the weight in the random-effects model (REML)."""

    study: str
    weight: float


@dataclass(frozen=True, kw_only=True)
class Pooled(Quantity):
    """The pooled ratio with Wald's interval.

    Knapp and Hartung's beside it, tau squared, and where the true ratio of a further study would
    lie (``prediction``); None for the fixed model.
    """

    log_estimate: float
    log_se: float
    tau_squared: float
    i_squared: float
    knapp_hartung: Quantity | None
    prediction: Quantity | None


@dataclass(frozen=True, kw_only=True)
class Heterogeneity:
    """How far the studies differ beyond chance; tau squared by REML with its Q-profile interval."""

    q: Test
    i_squared: float
    tau_squared: Quantity


@dataclass(frozen=True, kw_only=True)
class MetaAnalysis(Findings):
    """Every way of pooling, side by side, and what speaks against each."""

    measure: Measure
    studies: tuple[StudyResult, ...]
    mantel_haenszel: Quantity
    fixed: Pooled
    dersimonian_laird: Pooled
    reml: Pooled
    paule_mandel: Pooled
    heterogeneity: Heterogeneity
    egger: Test | None
    trim_and_fill: TrimAndFill
    meta_regression: MetaRegression | None


def meta(
    counts: StudyCounts,
    *,
    studies: Sequence[str],
    measure: Measure = "odds_ratio",
    moderators: Mapping[str, Numbers] | None = None,
    level: float = LEVEL,
    left_out: tuple[str, ...] = (),
) -> MetaAnalysis:
    """Pool the studies.

    A study with an empty cell has a half added to each of its cells; one in which nobody, or
    everybody, had the event in both groups says nothing about a ratio and is left out.
    ``left_out`` are warnings of how the studies were read.

    Raises:
        UnusableData: a count is impossible, fewer than two studies are left, or moderators cannot
            be told apart.
    """
    _check(counts)
    informative = _informative(counts)
    kept = StudyCounts(**{name: column[informative] for name, column in vars(counts).items()})
    names = [name for name, keep in zip(studies, informative, strict=True) if keep]
    y, v = _effects(kept, measure)
    model = intercept_only(y, v)
    z = float(ndtri((1 + level) / 2))
    pooled = {method: _pooled(model, method, level=level) for method in METHODS}
    regression = None
    if moderators:
        columns = {name: column[informative] for name, column in moderators.items()}
        regression = meta_regression(y, v, columns, level=level)
    return MetaAnalysis(
        method="meta-analysis of log ratios with inverse-variance weights",
        source=SOURCE,
        level=level,
        assumptions=(
            "studies are independent, and of the same question",
            "within each study the groups would have had the same risk but for the treatment",
        ),
        warnings=(*left_out, *_warnings(informative, pooled["reml"])),
        measure=measure,
        studies=_results(names, y, v, pooled["reml"].tau_squared, level=level),
        mantel_haenszel=mantel_haenszel(vars(kept), measure, level=level),
        **pooled,
        heterogeneity=_heterogeneity(model, pooled["reml"], level=level),
        egger=egger(y, v),
        trim_and_fill=trim_and_fill(y, v, z=z, level=level),
        meta_regression=regression,
    )  # fmt: skip


def _effects(counts: StudyCounts, measure: Measure) -> tuple[Numbers, Numbers]:
    """Log ratios and their variances."""
    a, c = counts.treated_events, counts.control_events
    b, d = counts.treated_total - a, counts.control_total - c
    extra = np.where((a == 0) | (b == 0) | (c == 0) | (d == 0), 0.5, 0.0)
    a, b, c, d = a + extra, b + extra, c + extra, d + extra
    if measure == "odds_ratio":
        return np.log(a * d / (b * c)), 1 / a + 1 / b + 1 / c + 1 / d
    return (
        np.log(a * (c + d) / (c * (a + b))),
        1 / a - 1 / (a + b) + 1 / c - 1 / (c + d),
    )


def _pooled(model: Studies, method: Between, *, level: float) -> Pooled:
    fit = fitted(model, method=method)
    centre, error = float(fit.coefficients[0]), float(fit.covariance[0, 0]) ** 0.5
    wald = _ratio(
        centre, float(ndtri((1 + level) / 2)) * error, method=f"inverse variance, {method}",
        source=SOURCES[method], level=level,
    )  # fmt: skip
    typical = _typical_variance(model)
    is_random = method != "fixed"
    return Pooled(
        **vars(wald),
        log_estimate=centre,
        log_se=error,
        tau_squared=fit.tau_squared,
        i_squared=fit.tau_squared / (fit.tau_squared + typical),
        knapp_hartung=_knapp_hartung(model, fit, level=level) if is_random else None,
        prediction=_prediction(model, fit, level=level) if is_random else None,
    )


def _knapp_hartung(model: Studies, fit: Fit, *, level: float) -> Quantity:
    error = sqrt(float(fit.covariance[0, 0]) * fit.inflation)
    narrower = fit.inflation < 1
    return _ratio(
        float(fit.coefficients[0]), float(stdtrit(model.freedom, (1 + level) / 2)) * error,
        method="Knapp-Hartung interval, t", source=KNAPP_HARTUNG, level=level,
        warnings=("the studies agree better than chance would have them: the interval may be "
                  "narrower than Wald's; quote the wider",) if narrower else (),
    )  # fmt: skip


def _prediction(model: Studies, fit: Fit, *, level: float) -> Quantity:
    """With Knapp and Hartung's error and t on studies less one."""
    spread = sqrt(fit.tau_squared + float(fit.covariance[0, 0]) * fit.inflation)
    return _ratio(
        float(fit.coefficients[0]), float(stdtrit(model.freedom, (1 + level) / 2)) * spread,
        method="prediction interval for the true ratio of a further study, t",
        source="Riley, Higgins and Deeks (2011), BMJ 342, d549; error as in " + KNAPP_HARTUNG,
        level=level,
    )  # fmt: skip


def _ratio(
    centre: float, reach: float, *, method: str, source: str, level: float,
    warnings: tuple[str, ...] = (),
) -> Quantity:  # fmt: skip
    return quantity(
        exp(centre), (exp(centre - reach), exp(centre + reach)),
        method=method, source=source, level=level, warnings=warnings,
    )  # fmt: skip


def _typical_variance(model: Studies) -> float:
    """Higgins and Thompson's typical variance within studies."""
    weights = 1 / model.v
    return float(model.freedom * weights.sum() / (weights.sum() ** 2 - (weights**2).sum()))


def _heterogeneity(model: Studies, reml: Pooled, *, level: float) -> Heterogeneity:
    q = heterogeneity_statistic(model)
    return Heterogeneity(
        q=Test(
            statistic=q, degrees_of_freedom=model.freedom, p=float(chdtrc(model.freedom, q)),
            method="Cochran's Q",
        ),
        i_squared=reml.i_squared,
        tau_squared=quantity(
            reml.tau_squared, tau_squared_interval(model, level=level),
            method="REML; Q-profile interval",
            source="Viechtbauer (2007), Stat. Med. 26, 37-52", level=level,
        ),
    )  # fmt: skip


def _results(
    names: Sequence[str], y: Numbers, v: Numbers, tau_squared: float, *, level: float
) -> tuple[StudyResult, ...]:
    weights = 1 / (v + tau_squared)
    z = float(ndtri((1 + level) / 2))
    return tuple(
        StudyResult(
            **vars(_ratio(float(y[n]), z * float(v[n]) ** 0.5, method="Wald interval",
                          source=SOURCE, level=level)),
            study=name, weight=float(weights[n] / weights.sum()),
        )
        for n, name in enumerate(names)
    )  # fmt: skip


def _check(counts: StudyCounts) -> None:
    for arm in ("treated", "control"):
        events, total = getattr(counts, f"{arm}_events"), getattr(counts, f"{arm}_total")
        for name, column in ((f"{arm}_events", events), (f"{arm}_total", total)):
            refuse_where(
                (column < 0) | (column != np.floor(column)), "impossible_count", "is no count",
                remedy="give whole numbers", where=name,
            )  # fmt: skip
        refuse_where(
            total == 0, "empty_group", "is an empty group", remedy="leave the study out",
            where=f"{arm}_total",
        )  # fmt: skip
        refuse_where(
            events > total, "impossible_count", "has more events than people",
            remedy="give events and totals, not events and non-events", where=f"{arm}_events",
        )  # fmt: skip


def _informative(counts: StudyCounts) -> Flags:
    events = counts.treated_events + counts.control_events
    kept: Flags = (events > 0) & (events < counts.treated_total + counts.control_total)
    if kept.sum() < 2:
        raise UnusableData(
            "too_few_studies", f"{int(kept.sum())} studies say anything about a ratio",
            remedy="give at least two", where="study",
        )  # fmt: skip
    return kept


def _warnings(informative: Flags, reml: Pooled) -> tuple[str, ...]:
    found = []
    left_out = int((~informative).sum())
    if left_out:
        found.append(
            f"{left_out} studies in which nobody or everybody had the event were left out: they "
            "say nothing about a ratio"
        )
    number = int(informative.sum())
    if number < FEWEST:
        found.append(
            f"with {number} studies the variance between them is barely known, and neither Egger's "
            "test nor trim and fill can be relied on"
        )
    wide = reml.prediction
    if wide and wide.low is not None and wide.high is not None and wide.low < 1 < wide.high:
        found.append("the prediction interval holds 1: a further study may well find the opposite")
    return tuple(found)
