"""Recalibration: how predicted probabilities would have to be shifted and stretched to be right."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import expit, logit, ndtri

from desist.evaluation.quantity import Quantity, quantity
from desist.evaluation.time_grid import Numbers

COX_1958 = "Cox (1958), Biometrika 45, 562-565; Van Calster et al. (2019), BMC Med. 17, 230"
ITERATIONS = 50
CONVERGED = 1e-12
FARTHEST = 30.0
"""A coefficient farther from nought than this has no finite maximum."""


@dataclass(frozen=True, kw_only=True)
class Recalibration:
    """``in_the_large``: the shift of log odds with the slope held at 1 (nought is right).

    ``slope`` is 1 where the spread of the predictions is right, below 1 where they are too extreme;
    ``intercept`` goes with it.
    """

    in_the_large: Quantity
    intercept: Quantity
    slope: Quantity


def recalibration(
    probability: Numbers, outcome: np.ndarray, weights: Numbers | None, *, level: float
) -> Recalibration:
    """Logistic regression of the outcome on the log odds predicted.

    With weights (of censoring) errors are robust and the weights taken as known.
    """
    odds = logit(probability)
    ones = np.ones_like(odds)
    methods = [
        f"{what}, logistic recalibration" + ("" if weights is None else ", weighted, robust errors")
        for what in ("calibration in the large (slope 1)", "calibration intercept", "slope")
    ]
    if not np.isfinite(odds).all():
        words = "somebody was given a probability of exactly 0 or 1: log odds are not finite"
        large, intercept, slope = (_none(method, level, words) for method in methods)
        return Recalibration(in_the_large=large, intercept=intercept, slope=slope)
    shift = _fit(ones[:, None], odds, outcome, weights)
    both = _fit(np.stack([ones, odds], axis=1), 0 * odds, outcome, weights)
    words = "no finite value fits: everybody, or nobody, above some probability has the outcome"
    told = [
        _none(method, level, words) if fit is None else _wald(fit, k, method, level)
        for method, fit, k in zip(methods, (shift, both, both), (0, 0, 1), strict=True)
    ]
    return Recalibration(in_the_large=told[0], intercept=told[1], slope=told[2])


def _fit(
    x: Numbers, offset: Numbers, outcome: np.ndarray, weights: Numbers | None
) -> tuple[Numbers, Numbers] | None:
    """Coefficients and their covariance by Newton's method; None where there is no maximum."""
    w = np.ones(len(x)) if weights is None else weights
    at: Numbers = np.zeros(x.shape[1])
    for _ in range(ITERATIONS):
        fitted = expit(x @ at + offset)
        information = (x * (w * fitted * (1 - fitted))[:, None]).T @ x
        if np.linalg.cond(information) > 1 / CONVERGED:
            return None
        step = np.linalg.solve(information, x.T @ (w * (outcome - fitted)))
        at = at + step
        if np.abs(at).max() > FARTHEST:
            return None
        if np.abs(step).max() < CONVERGED:
            break
    inverse = np.linalg.inv(information)
    if weights is None:
        return at, inverse
    scores = x * (w * (outcome - expit(x @ at + offset)))[:, None]
    return at, inverse @ (scores.T @ scores) @ inverse


def _wald(fit: tuple[Numbers, Numbers], k: int, method: str, level: float) -> Quantity:
    value = float(fit[0][k])
    reach = float(ndtri((1 + level) / 2)) * float(np.sqrt(fit[1][k, k]))
    interval = value - reach, value + reach
    return quantity(value, interval, method=method, source=COX_1958, level=level)


def _none(method: str, level: float, words: str) -> Quantity:
    return quantity(None, method=method, source=COX_1958, level=level, warnings=[words])
