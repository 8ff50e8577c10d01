"""Kaplan-Meier: the share still without the event, of people watched for different times."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from desist.evaluation.follow_up import FollowUp
from desist.evaluation.limits import Scale, limits
from desist.evaluation.quantity import Quantity, quantity
from desist.evaluation.time_grid import Numbers, from_here_on
from desist.programme.proportion import LEVEL

KAPLAN_MEIER = (
    "Kaplan and Meier (1958), J. Am. Stat. Assoc. 53, 457-481; variance: Greenwood (1926)"
)
MEDIAN = "Brookmeyer and Crowley (1982), Biometrics 38, 29-41"
RESTRICTED_MEAN = "Irwin (1949), J. Hyg. 47, 188-189; Klein and Moeschberger (2003), section 4.5"
NEARLY = 1e-10
"""Within so much of a half the curve is taken to be at a half."""


@dataclass(frozen=True, kw_only=True, eq=False)
class SurvivalCurve:
    """The curve at each time at which a row ends, with standard errors and limits."""

    time: Numbers
    at_risk: Numbers
    events: Numbers
    censored: Numbers
    survival: Numbers
    standard_error: Numbers
    low: Numbers
    high: Numbers
    scale: Scale
    level: float

    @property
    def method(self) -> str:
        """The name of the estimator and of its interval."""
        return f"Kaplan-Meier, {self.scale} interval"


@dataclass(frozen=True, kw_only=True)
class ProbabilityAt(Quantity):
    """A probability at one time; the count of those still at risk then, and of events so far."""

    time: float
    standard_error: float | None
    at_risk: int
    events: int


def kaplan_meier(
    rows: FollowUp, *, scale: Scale = "log-log", level: float = LEVEL
) -> SurvivalCurve:
    """The curve of the first event of any code, with Greenwood's standard errors."""
    at_risk, events = rows.at_risk, rows.with_any_event
    alive = np.ones_like(at_risk)
    np.divide(at_risk - events, at_risk, out=alive, where=events > 0)
    survival = np.cumprod(alive)
    error = survival * np.sqrt(np.cumsum(greenwood_terms(at_risk, events)))
    low, high = limits(survival, error, scale=scale, level=level)
    return SurvivalCurve(
        time=rows.times, at_risk=at_risk, events=events, censored=rows.ending(0),
        survival=survival, standard_error=error, low=low, high=high, scale=scale, level=level,
    )  # fmt: skip


def greenwood_terms(at_risk: Numbers, events: Numbers) -> Numbers:
    """What each time adds to the variance of the logarithm; nought where the curve reaches 0."""
    terms = np.zeros_like(at_risk)
    some = (events > 0) & (events < at_risk)
    np.divide(events, at_risk * (at_risk - events), out=terms, where=some)
    return terms


def probability_at(curve: SurvivalCurve, time: float) -> ProbabilityAt:
    """The curve at one time; None, with a word, where nobody was followed so long."""
    last = len(curve.time) - 1
    place = int(np.searchsorted(curve.time, time, side="right")) - 1
    warnings: list[str] = []
    error = float(curve.standard_error[place]) if place >= 0 else 0.0
    values: tuple[float | None, float | None, float | None]
    if time > curve.time[last] and curve.survival[last] > 0:
        values = (None, None, None)
        warnings = [f"nobody was followed to {time:g}: the last was to {curve.time[last]:g}"]
    elif place < 0:
        values = (1.0, 1.0, 1.0)
    elif curve.survival[place] == 0:
        values = (0.0, None, None)
        warnings = [f"the curve has reached nought by {time:g}: no interval can be given"]
    else:
        values = float(curve.survival[place]), float(curve.low[place]), float(curve.high[place])
    beyond = int(np.searchsorted(curve.time, time, side="left"))
    found = quantity(
        values[0], values[1:], method=curve.method, source=KAPLAN_MEIER, level=curve.level,
        warnings=warnings,
    )  # fmt: skip
    return ProbabilityAt(
        **vars(found),
        time=time,
        standard_error=None if values[1] is None else error,
        at_risk=int(curve.at_risk[beyond]) if beyond <= last else 0,
        events=int(curve.events[: place + 1].sum()),
    )


def median(curve: SurvivalCurve) -> Quantity:
    """The time by which half have had the event; the limits are where the limits cross a half."""
    found = [_crossing(curve.time, each) for each in (curve.survival, curve.low, curve.high)]
    warnings = []
    if found[0] is None:
        warnings.append("fewer than half had the event while followed: the median is not reached")
    elif found[2] is None:
        warnings.append("the upper limit of the median is not reached while people are followed")
    return quantity(
        found[0], (found[1], found[2]), method=f"median, {curve.scale} limits of the curve",
        source=MEDIAN, level=curve.level, warnings=warnings,
    )  # fmt: skip


def _crossing(time: Numbers, curve: Numbers) -> float | None:
    """The time at which a falling curve reaches a half; the middle of a stretch at a half."""
    below = np.flatnonzero(curve < 0.5 + NEARLY)
    if not below.size:
        return None
    first = below[0]
    under = np.flatnonzero(curve < 0.5 - NEARLY)
    if curve[first] > 0.5 - NEARLY and under.size:
        return float((time[first] + time[under[0]]) / 2)
    return float(time[first])


def restricted_mean(curve: SurvivalCurve, *, until: float) -> Quantity:
    """The mean time without the event up to ``until``: the area under the curve."""
    inside = curve.time < until
    edges = np.concatenate(([0.0], curve.time[inside], [until]))
    heights = np.concatenate(([1.0], curve.survival[inside]))
    pieces = heights * np.diff(edges)
    # The event at each time takes the area that lies beyond it.
    beyond = from_here_on(pieces)[1:]
    terms = greenwood_terms(curve.at_risk[inside], curve.events[inside])
    error = float(np.sqrt((beyond**2 * terms).sum()))
    mean = float(pieces.sum())
    reach = float(ndtri((1 + curve.level) / 2)) * error
    return quantity(
        mean, (mean - reach, mean + reach), method=f"area under Kaplan-Meier up to {until:g}",
        source=RESTRICTED_MEAN, level=curve.level,
    )  # fmt: skip
