"""Few clusters: limits for a coefficient whose robust error comes from a handful of groups.

Robust errors of few clusters come out too small, and the normal distribution too narrow. The error
is widened by the root of G / (G - 1) and the limits taken from t with G - 1 degrees of freedom.
"""

from __future__ import annotations

from math import exp, sqrt

from scipy.special import stdtrit

from desist.evaluation.quantity import Quantity, quantity

SOURCE = "Cameron and Miller (2015), J. Hum. Resour. 50, 317-372, section VI"
FEW_CLUSTERS = 30
"""Our rule of thumb: with fewer, the correction is made and said."""
VERY_FEW = 10


def few_cluster_ratio(
    coefficient: float, robust_se: float, clusters: int, *, level: float
) -> Quantity | None:
    """The ratio with corrected limits, or None where there are clusters enough."""
    if clusters >= FEW_CLUSTERS:
        return None
    error = robust_se * sqrt(clusters / (clusters - 1))
    reach = float(stdtrit(clusters - 1, (1 + level) / 2)) * error
    said = [f"{clusters} clusters: limits are widened for their small number"]
    if clusters < VERY_FEW:
        said.append(f"with fewer than {VERY_FEW} clusters even so the limits may be too narrow")

    def exponential(value: float) -> float:
        return exp(value) if value < 700 else float("inf")

    return quantity(
        exponential(coefficient),
        (exponential(coefficient - reach), exponential(coefficient + reach)),
        method=f"t interval on the log scale, {clusters - 1} degrees of freedom",
        source=SOURCE, level=level, warnings=said,
    )  # fmt: skip
