"""Poisson-binomial: how many succeed where everybody has a probability of their own."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.fft import irfft, next_fast_len, rfft

ONE_BY_ONE = 2_000
"""Up to so many people are added one at a time: exact to the last digit, far into the tails."""


def poisson_binomial(probabilities: NDArray[np.float64]) -> NDArray[np.float64]:
    """The probability of each count from none to all.

    Exact relative to each probability for up to ``ONE_BY_ONE`` people. Beyond that, halves are
    joined by fast Fourier transform, exact to about 1e-15 in absolute terms.
    """
    n = len(probabilities)
    if n > ONE_BY_ONE:
        left = poisson_binomial(probabilities[: n // 2])
        right = poisson_binomial(probabilities[n // 2 :])
        size = next_fast_len(n + 1, real=True)
        joined = irfft(rfft(left, size) * rfft(right, size), size)[: n + 1]
        return np.asarray(np.maximum(joined, 0.0))
    chance = np.zeros(n + 1)
    chance[0] = 1.0
    for count, p in enumerate(probabilities, start=1):
        chance[1 : count + 1] = chance[1 : count + 1] * (1 - p) + chance[:count] * p
        chance[0] *= 1 - p
    return chance
