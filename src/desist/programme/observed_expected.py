"""Observed and expected: how many were reconvicted for each one that a predictor expected."""

from __future__ import annotations

from math import exp, lgamma, log, sqrt
from statistics import NormalDist

from desist.programme.proportion import LEVEL, Interval

MOST_EXACT = 1000
"""Beyond so many observed, Byar's approximation agrees to four figures and takes no time."""


def observed_expected_interval(observed: int, expected: float, *, level: float = LEVEL) -> Interval:
    """The exact (Garwood 1936) interval of observed / expected, the observed being Poisson.

    Above ``MOST_EXACT`` observed it is Byar's approximation (Breslow and Day 1987), and says so.

    Raises:
        ValueError: ``observed`` is negative or ``expected`` is not above nought.
    """
    if observed < 0 or expected <= 0:
        raise ValueError("a ratio needs an observed count and an expected count above nought")
    tail = (1 - level) / 2
    if observed > MOST_EXACT:
        z = NormalDist().inv_cdf(1 - tail)
        low, high = _byar(observed, -z), _byar(observed + 1, z)
        return Interval(low=low / expected, high=high / expected, level=level, method="Byar")
    low = 0.0 if observed == 0 else _mean_at(observed - 1, 1 - tail)
    high = _mean_at(observed, tail)
    return Interval(low=low / expected, high=high / expected, level=level, method="exact Poisson")


def _byar(count: int, z: float) -> float:
    return count * (1 - 1 / (9 * count) + z / (3 * sqrt(count))) ** 3


def _mean_at(count: int, probability: float) -> float:
    """The Poisson mean at which ``count`` or fewer have this probability, by bisection."""
    low, high = 0.0, count + 10 * sqrt(count + 10) + 10
    for _ in range(80):
        middle = (low + high) / 2
        # The more are expected, the less likely are so few.
        if _at_most(count, middle) > probability:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _at_most(count: int, mean: float) -> float:
    """The Poisson probability of ``count`` or fewer."""
    if mean == 0:
        return 1.0
    return sum(exp(k * log(mean) - mean - lgamma(k + 1)) for k in range(count + 1))
