"""Mean difference: an average per person in two groups, and the gap between them."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from scipy.special import ndtri

from desist.evaluation.quantity import Quantity, quantity
from desist.evaluation.time_grid import Numbers
from desist.programme.proportion import LEVEL

SOURCE = "Welch (1938), Biometrika 29, 350-362, with the normal distribution for the interval"
FEW = 2


@dataclass(frozen=True, kw_only=True)
class MeanDifference:
    """The two means and treated minus control."""

    treated: Quantity
    control: Quantity
    difference: Quantity


def mean_difference(treated: Numbers, control: Numbers, *, level: float = LEVEL) -> MeanDifference:
    """Compare two averages; None in words where a group has fewer than two values."""
    z = float(ndtri((1 + level) / 2))
    sides: list[tuple[float | None, float | None]] = []
    for values in (treated, control):
        if len(values) < FEW:
            sides.append((None, None))
        else:
            sides.append((float(values.mean()), sqrt(float(values.var(ddof=1)) / len(values))))
    (one, e1), (other, e2) = sides
    gap = error = None
    if one is not None and other is not None and e1 is not None and e2 is not None:
        gap, error = one - other, sqrt(e1**2 + e2**2)
    method = "mean, normal interval, unequal variances"

    def told(value: float | None, spread: float | None) -> Quantity:
        if value is None or spread is None:
            words = ("fewer than two values: no mean with an interval can be given",)
            return quantity(None, method=method, source=SOURCE, level=level, warnings=words)
        limits = (value - z * spread, value + z * spread)
        return quantity(value, limits, method=method, source=SOURCE, level=level)

    return MeanDifference(
        treated=told(one, e1), control=told(other, e2), difference=told(gap, error)
    )
