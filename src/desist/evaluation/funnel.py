"""Funnel: are small studies' effects larger, and what if their mirror images were never printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.special import stdtr

from desist.evaluation.quantity import Quantity, Test, quantity
from desist.evaluation.random_effects import Studies, fitted, intercept_only
from desist.evaluation.table import Numbers

EGGER = "Egger et al. (1997), BMJ 315, 629-634"
TRIM_AND_FILL = "Duval and Tweedie (2000), Biometrics 56, 455-463 (estimator L0)"
FEWEST = 10


@dataclass(frozen=True, kw_only=True)
class TrimAndFill(Quantity):
    """The pooled ratio after the studies thought to be missing were filled in.

    ``filled`` is how many, ``side`` where; ``tau_squared`` with them. It is an exercise in what
    might be missing, not an estimate to quote.
    """

    filled: int
    side: Literal["left", "right"]
    tau_squared: float


def egger(y: Numbers, v: Numbers) -> Test | None:
    """Egger's regression of the effect on its standard error; None for fewer than three studies.

    Weighted least squares with a free dispersion; the statistic is t.
    """
    k = len(y)
    error = np.sqrt(v)
    if k < 3 or np.allclose(error, error[0]):
        return None
    fit = fitted(Studies(y=y, v=v, x=np.column_stack([np.ones(k), error])), method="fixed")
    spread = float(fit.covariance[1, 1]) * fit.inflation
    statistic = float(fit.coefficients[1]) / spread**0.5 if spread > 0 else None
    return Test(
        statistic=statistic,
        degrees_of_freedom=k - 2,
        p=None if statistic is None else float(2 * stdtr(k - 2, -abs(statistic))),
        method=f"Egger's regression test, weighted, t; {EGGER}",
    )


def trim_and_fill(y: Numbers, v: Numbers, *, z: float, level: float) -> TrimAndFill:
    """Fill in the mirror images of studies that have none, and pool again by REML.

    The side is that on which small studies are scarce.
    """
    k = len(y)
    error = np.sqrt(v)
    slope = 0.0
    if k >= 3 and not np.allclose(error, error[0]):
        design = np.column_stack([np.ones(k), error])
        slope = float(fitted(Studies(y=y, v=v, x=design), method="reml").coefficients[1])
    side: Literal["left", "right"] = "right" if slope < 0 else "left"
    sign = -1.0 if side == "right" else 1.0
    order = np.argsort(sign * y, kind="stable")
    effects, variances = (sign * y)[order], v[order]
    missing, centre = _missing(effects, variances)
    if missing:
        effects = np.concatenate([effects, 2 * centre - effects[k - missing :]])
        variances = np.concatenate([variances, variances[k - missing :]])
    fit = fitted(intercept_only(sign * effects, variances), method="reml")
    middle, reach = float(fit.coefficients[0]), z * float(fit.covariance[0, 0]) ** 0.5
    pooled = quantity(
        float(np.exp(middle)), (float(np.exp(middle - reach)), float(np.exp(middle + reach))),
        method="trim and fill, L0, REML", source=TRIM_AND_FILL, level=level,
        assumptions=("studies are missing because of their result, on one side alone",),
    )  # fmt: skip
    return TrimAndFill(
        **vars(pooled), filled=missing, side=side, tau_squared=fit.tau_squared
    )  # fmt: skip


def _missing(effects: Numbers, variances: Numbers) -> tuple[int, float]:
    """How many of the largest effects have no mirror image, and the centre without them."""
    k = len(effects)
    missing, seen = 0, set[int]()
    while True:
        kept = intercept_only(effects[: k - missing], variances[: k - missing])
        centre = float(fitted(kept, method="reml").coefficients[0])
        away = effects - centre
        ranks = np.abs(away).argsort(kind="stable").argsort() + 1
        above = float(ranks[away > 0].sum())
        found = max(0, round((4 * above - k * (k + 1)) / (2 * k - 1)))
        # It settles as a rule; a cycle ends at the number already seen.
        if found == missing or found in seen:
            return missing, centre
        seen.add(missing)
        missing = min(found, k - 2)
