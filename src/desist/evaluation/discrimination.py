"""Discrimination: whether those with the outcome were given the higher probabilities."""

from __future__ import annotations

import numpy as np
from scipy.special import ndtri

from desist.evaluation.quantity import Quantity, quantity
from desist.evaluation.time_grid import Numbers
from desist.programme.proportion import LEVEL

DELONG = "DeLong et al. (1988), Biometrics 44, 837-845"


def area_under_curve(
    probability: Numbers, outcome: np.ndarray, weights: Numbers | None = None, *,
    level: float = LEVEL,
) -> Quantity:  # fmt: skip
    """The chance that somebody with the outcome was given more than somebody without.

    With DeLong's interval; weights (of censoring) are taken as known.
    """
    method = "area under the ROC curve, DeLong's interval"
    if weights is not None:
        method += ", weighted for censoring (weights taken as known)"
    w = np.ones(len(probability)) if weights is None else weights
    case, other = (outcome == 1) & (w > 0), (outcome == 0) & (w > 0)
    if case.sum() < 2 or other.sum() < 2:
        words = "fewer than two people with the outcome, or without it: nothing to tell apart"
        return quantity(None, method=method, source=DELONG, level=level, warnings=[words])
    of_case = _share_below(probability[case], probability[other], w[other])
    of_other = 1 - _share_below(probability[other], probability[case], w[case])
    estimate = float(np.average(of_case, weights=w[case]))
    variance = _variance(of_case, w[case], estimate) + _variance(of_other, w[other], estimate)
    reach = float(ndtri((1 + level) / 2)) * variance**0.5
    interval = max(estimate - reach, 0.0), min(estimate + reach, 1.0)
    return quantity(estimate, interval, method=method, source=DELONG, level=level)


def _share_below(asked: Numbers, among: Numbers, weights: Numbers) -> Numbers:
    """For each value the share of others, by weight, that lie below it; ties count a half."""
    order = np.argsort(among)
    total = np.concatenate(([0.0], np.cumsum(weights[order])))
    below = total[np.searchsorted(among[order], asked, side="left")]
    up_to = total[np.searchsorted(among[order], asked, side="right")]
    return np.asarray((below + up_to) / 2 / total[-1])


def _variance(placement: Numbers, weights: Numbers, mean: float) -> float:
    n = len(placement)
    spread = float((weights**2 * (placement - mean) ** 2).sum())
    return spread / float(weights.sum()) ** 2 * n / (n - 1)
