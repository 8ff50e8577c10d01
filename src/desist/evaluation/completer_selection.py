"""Completer selection: what observed / expected among completers shows with no effect at all.

The predictor knows the average risk but not each person's own. Where those at higher risk drop out
more often, those who complete do better than predicted, and those who drop out worse, though the
treatment does nothing. How strong would the selection have to be to fake a claim?
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq
from scipy.special import expit, gammaincinv

from desist.evaluation.quantity import Findings
from desist.evaluation.table import Numbers
from desist.evaluation.unusable_data import UnusableData

POINTS = 20_000
SOURCE = "Vaupel, Manton and Stallard (1979), Demography 16, 439-454, for the frailty"


@dataclass(frozen=True, kw_only=True)
class Selection(Findings):
    """Observed / expected of those who completed and of those who did not, with no effect."""

    variance: float
    slope: float
    completion: float
    rate: float
    completers: float
    dropouts: float


def completer_selection(
    *, variance: float, slope: float, completion: float = 0.7, rate: float = 0.1
) -> Selection:
    """What selection alone makes of observed / expected.

    Risks are spread by a gamma frailty of mean 1 and this ``variance``, unknown to the predictor.
    The log odds of completing change by ``slope`` for each unit of log frailty; ``completion`` and
    ``rate`` are the overall shares who complete and who have the outcome. Computed by quadrature.

    Raises:
        UnusableData: the variance is not above nought, or a share not between 0 and 1.
    """
    if variance <= 0 or not 0 < completion < 1 or not 0 < rate < 1:
        raise UnusableData(
            "impossible_selection", "there is nothing to select by", where="variance",
            remedy="give a variance above nought, and shares between 0 and 1",
        )  # fmt: skip
    frailty = _frailties(variance)
    # The cumulative hazard at which a gamma mixture has this rate, in closed form.
    hazard = ((1 - rate) ** -variance - 1) / variance
    risk = -np.expm1(-hazard * frailty)
    completes = _completing(frailty, slope, completion)
    mean = float(risk.mean())
    return Selection(
        method="gamma frailty unknown to the predictor, logistic completion, quadrature",
        source=SOURCE,
        assumptions=("treatment has no effect on anybody",),
        variance=variance,
        slope=slope,
        completion=completion,
        rate=rate,
        completers=float((risk * completes).sum() / completes.sum()) / mean,
        dropouts=float((risk * (1 - completes)).sum() / (1 - completes).sum()) / mean,
    )


def _frailties(variance: float) -> Numbers:
    """Equally likely frailties of mean 1; the least is kept off nought, whose log is infinite."""
    ranks = (np.arange(POINTS) + 0.5) / POINTS
    values: Numbers = np.maximum(variance * gammaincinv(1 / variance, ranks), 1e-300)
    return values


def _completing(frailty: Numbers, slope: float, completion: float) -> Numbers:
    leaning = slope * np.log(frailty)

    def surplus(level: float) -> float:
        return float(expit(level + leaning).mean()) - completion

    reach = 10 + float(np.abs(leaning).max())
    chances: Numbers = expit(brentq(surplus, -reach, reach) + leaning)
    return chances
