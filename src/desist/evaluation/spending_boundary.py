"""Spending boundary: when a planned trial may stop at planned looks (Lan and DeMets 1983).

A group-sequential plan with an end fixed beforehand, to set beside evidence that may be looked at
any day. The error allowed is spent as O'Brien and Fleming's boundaries would: little at first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import pi, sqrt

import numpy as np
from scipy.optimize import brentq
from scipy.special import ndtr, ndtri

from desist.evaluation.quantity import Findings
from desist.evaluation.table import Numbers
from desist.evaluation.unusable_data import UnusableData

SOURCE = "Lan and DeMets (1983), Biometrika 70, 659-663"
NEVER = 8.2
"""A score so far out that its probability is below 1e-15: no boundary is placed beyond it."""
POINTS = 801


@dataclass(frozen=True, kw_only=True)
class Boundary:
    """One look: stop if the z score is at or beyond ``z`` (either way, if two-sided).

    ``spent`` is the error allowed up to and with this look; ``z`` is None where so little may be
    spent that no result would do.
    """

    fraction: float
    z: float | None
    p: float | None
    spent: float


@dataclass(frozen=True, kw_only=True)
class Boundaries(Findings):
    """The boundaries of a plan of looks."""

    alpha: float
    sides: int
    looks: tuple[Boundary, ...]


def spending_boundaries(
    fractions: Sequence[float], *, alpha: float = 0.05, sides: int = 2
) -> Boundaries:
    """Boundaries at looks that come when these fractions of all planned events are in.

    Raises:
        UnusableData: fractions do not rise from above 0 to at most 1, or alpha or sides are none.
    """
    _check(fractions, alpha, sides)
    per_side = alpha / sides
    spent = [_spent(each, per_side) for each in fractions]
    scores = _scores(fractions, spent, sides)
    return Boundaries(
        method="Lan-DeMets spending function of O'Brien-Fleming type, recursive integration",
        source=SOURCE,
        level=1 - alpha,
        assumptions=(
            "the z scores are those of a sum with independent normal increments",
            "the last look was planned and no look is added for what was seen",
        ),
        warnings=()
        if fractions[-1] == 1
        else (f"the last look is at {fractions[-1]:g} of the plan: {spent[-1] * sides:.4f} of "
              f"the {alpha:g} is spent",),
        alpha=alpha,
        sides=sides,
        looks=tuple(
            Boundary(
                fraction=float(fraction), z=z, spent=error * sides,
                p=None if z is None else float(sides * ndtr(-z)),
            )
            for fraction, z, error in zip(fractions, scores, spent, strict=True)
        ),
    )  # fmt: skip


def _spent(fraction: float, per_side: float) -> float:
    """The error of one side that may be spent by this fraction."""
    return float(2 * ndtr(-ndtri(1 - per_side / 2) / sqrt(fraction)))


def _scores(
    fractions: Sequence[float], spent: Sequence[float], sides: int
) -> list[float | None]:  # fmt: skip
    """The z of each look, by following the density of the paths that have not yet stopped.

    On the scale of the sum, whose variance is the fraction (Armitage, McPherson and Rowe 1969).
    """
    scores: list[float | None] = []
    places = np.zeros(1)
    masses = np.ones(1)
    before = 0.0
    for fraction, step in zip(fractions, np.diff([0.0, *spent]), strict=True):
        spread = sqrt(fraction - before)
        edge = _edge(places, masses, spread, float(step), NEVER * sqrt(fraction))
        scores.append(None if edge is None else edge / sqrt(fraction))
        top = NEVER * sqrt(fraction) if edge is None else edge
        bottom = -top if sides == 2 else -NEVER * sqrt(fraction)
        grid, weights = _quadrature(bottom, top)
        distance = (grid[:, np.newaxis] - places) / spread
        density = (masses * np.exp(-(distance**2) / 2)).sum(axis=1) / (spread * sqrt(2 * pi))
        places, masses, before = grid, density * weights, fraction
    return scores


def _edge(
    places: Numbers, masses: Numbers, spread: float, step: float, farthest: float
) -> float | None:  # fmt: skip
    """The sum beyond which the remaining paths go with probability ``step``."""

    def beyond(edge: float) -> float:
        return float((masses * ndtr((places - edge) / spread)).sum()) - step

    return None if beyond(farthest) > 0 else float(brentq(beyond, 0.0, farthest, xtol=1e-12))


def _quadrature(low: float, high: float) -> tuple[Numbers, Numbers]:
    """Simpson's points and weights: an odd number of points, both ends included."""
    grid = np.linspace(low, high, POINTS)
    weights = np.full(POINTS, 2.0)
    weights[1::2] = 4.0
    weights[[0, -1]] = 1.0
    return grid, weights * (high - low) / (POINTS - 1) / 3


def _check(fractions: Sequence[float], alpha: float, sides: int) -> None:
    rises = all(one < other for one, other in pairwise([0.0, *fractions]))
    if not fractions or not rises or fractions[-1] > 1:
        raise UnusableData(
            "impossible_looks", f"{', '.join(f'{each:g}' for each in fractions)} are no fractions",
            remedy="give rising fractions of the planned events, the last 1, such as 0.5,0.75,1",
            where="looks",
        )  # fmt: skip
    if not 0 < alpha < 0.5 or sides not in (1, 2):
        raise UnusableData(
            "impossible_error", f"alpha {alpha:g} on {sides} sides cannot be spent",
            remedy="give an alpha above 0 and below 0.5, and 1 or 2 sides", where="alpha",
        )  # fmt: skip
