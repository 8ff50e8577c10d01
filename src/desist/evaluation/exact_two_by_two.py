"""Exact inference for a two-by-two table with all margins fixed."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from desist.evaluation.quantity import Quantity, quantity
from desist.programme.proportion import LEVEL

TIE = 1e-7
"""Tables whose probabilities differ by less than this share count as equally likely."""
WIDEST = 60.0
"""Natural logarithm of the largest odds ratio that the search looks at."""
SOURCE = "Fisher (1935), J. R. Stat. Soc. 98, 39-82; Cornfield (1956), Berkeley Symp. 4, 135-148"


def _support(a: int, b: int, c: int, d: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Every count the first cell could have, and the log weight of each at an odds ratio of 1."""
    n, m, events = a + b, c + d, a + c
    x = np.arange(max(0, events - m), min(n, events) + 1)
    weight = -(gammaln(x + 1) + gammaln(n - x + 1)) - (
        gammaln(events - x + 1) + gammaln(m - events + x + 1)
    )
    return x, weight - weight.max()


def fisher_p(a: int, b: int, c: int, d: int) -> float:
    """Two-sided p: the probability of all tables no likelier than the one seen."""
    x, weight = _support(a, b, c, d)
    probability = np.exp(weight)
    seen = probability[a - x[0]]
    return float(min(probability[probability <= seen * (1 + TIE)].sum() / probability.sum(), 1.0))


def conditional_odds_ratio(a: int, b: int, c: int, d: int, *, level: float = LEVEL) -> Quantity:
    """The conditional maximum-likelihood odds ratio and its exact (tail) interval."""
    x, weight = _support(a, b, c, d)
    method = "conditional maximum likelihood, exact interval"
    if len(x) == 1:
        words = "the margins allow one table only: they say nothing about the odds ratio"
        return quantity(None, method=method, source=SOURCE, level=level, warnings=[words])

    def shares(log_odds: float) -> NDArray[np.float64]:
        tilted = weight + x * log_odds
        share = np.exp(tilted - tilted.max())
        return np.asarray(share / share.sum())

    tail = (1 - level) / 2
    at_least, at_most = x >= a, x <= a
    low, high = 0.0, float("inf")
    estimate = 0.0 if a == x[0] else float("inf")
    if a > x[0]:
        low = _rising_root(lambda t: float(shares(t)[at_least].sum()), tail)
    if a < x[-1]:
        high = _rising_root(lambda t: 1 - float(shares(t)[at_most].sum()), 1 - tail)
    if x[0] < a < x[-1]:
        estimate = _rising_root(lambda t: float(shares(t) @ x), float(a))
    return quantity(estimate, (low, high), method=method, source=SOURCE, level=level)


def _rising_root(curve: Callable[[float], float], target: float) -> float:
    """The odds ratio at which a curve, rising in its logarithm, reaches the target; bisection."""
    low, high = -WIDEST, WIDEST
    for _ in range(80):
        middle = (low + high) / 2
        if curve(middle) < target:
            low = middle
        else:
            high = middle
    return float(np.exp((low + high) / 2))
