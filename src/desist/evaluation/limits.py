"""Limits: confidence limits of a probability on the scale that is asked for."""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np
from scipy.special import ndtri

from desist.evaluation.time_grid import Numbers

Scale = Literal["log-log", "log", "plain"]
SCALES: tuple[Scale, ...] = get_args(Scale)


def limits(
    probability: Numbers, error: Numbers, *, scale: Scale, level: float
) -> tuple[Numbers, Numbers]:
    """The limits of probabilities with these standard errors; none at 0, where there are none.

    ``log-log`` is symmetric in the logarithm of minus the logarithm, ``log`` in the logarithm,
    ``plain`` in the probability itself, cut off at 0 and 1.
    """
    z = float(ndtri((1 + level) / 2))
    with np.errstate(divide="ignore", invalid="ignore"):
        if scale == "plain":
            low, high = probability - z * error, probability + z * error
        elif scale == "log":
            reach = np.exp(z * error / probability)
            low, high = probability / reach, probability * reach
        else:
            power = np.exp(z * error / (probability * np.log(probability)))
            low, high = probability ** (1 / power), probability**power
        low, high = np.maximum(low, 0.0), np.minimum(high, 1.0)
    sure = probability == 1
    return np.where(sure, 1.0, low), np.where(sure, 1.0, high)
