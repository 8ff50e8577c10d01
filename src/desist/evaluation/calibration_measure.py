"""Calibration measures: predictions and outcomes of some people, all of them or a group."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from desist.evaluation.aalen_johansen import aalen_johansen
from desist.evaluation.censoring_weight import IPCW
from desist.evaluation.discrimination import area_under_curve
from desist.evaluation.follow_up import FollowUp
from desist.evaluation.limits import limits
from desist.evaluation.observed_expected import observed_expected
from desist.evaluation.proportion import proportion
from desist.evaluation.quantity import Quantity, quantity
from desist.evaluation.recalibration import recalibration
from desist.evaluation.time_grid import Numbers

BRIER = "Brier (1950), Mon. Weather Rev. 78, 1-3"
OVERVIEW = "Van Calster et al. (2019), BMC Med. 17, 230"


@dataclass(frozen=True, kw_only=True)
class Measures:
    """Every measure, of all people or of a group. See ``Recalibration`` for the middle three.

    ``scaled_brier`` is the share by which the Brier score beats that of giving everybody the
    observed rate (1 at best; below nought, worse than that).
    """

    n: int
    predicted: float
    observed: Quantity
    observed_expected: Quantity
    in_the_large: Quantity
    intercept: Quantity
    slope: Quantity
    brier: Quantity
    scaled_brier: float | None
    auc: Quantity


@dataclass(frozen=True, kw_only=True, eq=False)
class PredictedPeople:
    """Rows ready to be measured; ``rows`` and ``weights`` where there is a horizon."""

    probability: Numbers
    outcome: np.ndarray
    weights: Numbers | None
    rows: FollowUp | None
    horizon: float | None
    level: float

    def where(self, chosen: np.ndarray) -> PredictedPeople:
        """Those chosen."""
        return PredictedPeople(
            probability=self.probability[chosen],
            outcome=self.outcome[chosen],
            weights=None if self.weights is None else self.weights[chosen],
            rows=None if self.rows is None else self.rows.where(chosen),
            horizon=self.horizon,
            level=self.level,
        )


def measures(people: PredictedPeople) -> Measures:
    """Measure these people."""
    fitted = recalibration(people.probability, people.outcome, people.weights, level=people.level)
    brier, scaled = _brier(people)
    observed = observed_share(people)
    return Measures(
        n=len(people.probability),
        predicted=float(people.probability.mean()),
        observed=observed,
        observed_expected=_ratio(people, observed),
        in_the_large=fitted.in_the_large,
        intercept=fitted.intercept,
        slope=fitted.slope,
        brier=brier,
        scaled_brier=scaled,
        auc=area_under_curve(
            people.probability, people.outcome, people.weights, level=people.level
        ),
    )


def observed_share(people: PredictedPeople) -> Quantity:
    """The share with the outcome: Wilson's, or by the horizon Aalen-Johansen's."""
    if people.rows is None or people.horizon is None:
        found = proportion(int(people.outcome.sum()), len(people.outcome), level=people.level)
        return quantity(
            found.estimate, (found.low, found.high), method=found.method, source=found.source,
            level=people.level,
        )  # fmt: skip
    method = f"Aalen-Johansen at {people.horizon:g}, log-log interval"
    curve = aalen_johansen(people.rows)
    place = int(np.searchsorted(curve.time, people.horizon, side="right")) - 1
    share = curve.incidence[place] if place >= 0 else np.float64(0)
    warnings = []
    low: float | None = None
    high: float | None = None
    if share > 0:
        ends = limits(
            np.array([share]), curve.standard_error[[place]], scale="log-log", level=people.level
        )
        low, high = float(ends[0][0]), float(ends[1][0])
    else:
        warnings = ["nobody has the outcome: no interval can be given"]
    return quantity(
        float(share), (low, high), method=method, source=IPCW, level=people.level,
        warnings=warnings,
    )  # fmt: skip


def _ratio(people: PredictedPeople, observed: Quantity) -> Quantity:
    expected = float(people.probability.sum())
    if expected <= 0:
        return quantity(
            None, method="observed / expected", source=OVERVIEW, level=people.level,
            warnings=["nothing was expected: no ratio can be formed"],
        )  # fmt: skip
    if people.rows is None:
        found = observed_expected(int(people.outcome.sum()), expected, level=people.level)
        return quantity(
            found.estimate, (found.low, found.high), method=found.method, source=found.source,
            level=people.level,
        )  # fmt: skip
    mean = expected / len(people.probability)
    ends = [None if each is None else each / mean for each in (observed.low, observed.high)]
    return quantity(
        (observed.estimate or 0.0) / mean, (ends[0], ends[1]),
        method="Aalen-Johansen / mean predicted, log-log interval of the observed",
        source=IPCW, level=people.level, warnings=observed.warnings,
    )  # fmt: skip


def _brier(people: PredictedPeople) -> tuple[Quantity, float | None]:
    n = len(people.probability)
    w = np.ones(n) if people.weights is None else people.weights
    squares = w * (people.outcome - people.probability) ** 2
    score = float(squares.mean())
    reach = (
        float(ndtri((1 + people.level) / 2)) * float(squares.std(ddof=1)) / n**0.5 if n > 1 else 0.0
    )
    rate = float((w * people.outcome).sum() / w.sum())
    reference = float((w * (people.outcome - rate) ** 2).mean())
    found = quantity(
        score, (max(score - reach, 0.0), score + reach) if n > 1 else (None, None),
        method="Brier score, normal interval", source=BRIER, level=people.level,
    )  # fmt: skip
    return found, 1 - score / reference if reference > 0 else None


def observed_if_followed(part: PredictedPeople) -> Quantity:
    """As observed; None where nobody of these was followed to the horizon."""
    if part.rows is not None and part.horizon is not None and part.rows.time.max() < part.horizon:
        words = f"nobody of these was followed to {part.horizon:g}"
        return quantity(
            None, method="Aalen-Johansen", source=IPCW, level=part.level, warnings=[words]
        )
    return observed_share(part)
