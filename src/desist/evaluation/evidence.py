"""Evidence: e-values, which may be looked at any day and stopped on, and still err as seldom.

An e-value is what a fair bet against a hypothesis has made of one unit of money. While the
hypothesis holds its expectation never exceeds 1, whenever one stops; so it reaches 20 at any time
at all with a probability of at most 1 in 20. Here the bet is a mixture of likelihood ratios over a
grid of log ratios.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import exp, log

import numpy as np
from scipy.optimize import brentq
from scipy.special import logsumexp

from desist.evaluation.quantity import Findings, Quantity, quantity
from desist.evaluation.table import Flags, Numbers
from desist.evaluation.unusable_data import UnusableData

SOURCE = "Grünwald, de Heide and Koolen (2024), J. R. Stat. Soc. B 86, 1091-1128"
LARGEST_LOG = 690.0
FARTHEST = 12.0
"""The log ratio beyond which no interval is searched for: a ratio of 160,000."""

LogLikelihood = Callable[[Numbers], Numbers]
"""Of log ratios: the cumulative log likelihood at each look, up to a constant; shape
(ratios, looks)."""


@dataclass(frozen=True, kw_only=True)
class Wager:
    """How the evidence is gathered: fixed before the data are seen.

    The log ratio is spread as a normal distribution round nought with standard deviation
    ``spread`` over ``points`` equally spaced values from ``-reach`` to ``reach``. At ``stop_at``
    there is a verdict, whose error is at most ``1 / stop_at``; at ``warn_at`` an early warning.
    """

    spread: float = 0.35
    reach: float = 1.5
    points: int = 121
    stop_at: float = 20.0
    warn_at: float = 5.0

    def __post_init__(self) -> None:
        """Refuse a wager that could not be lost or won.

        Raises:
            UnusableData: named ``impossible_wager``.
        """
        if not (self.spread > 0 and self.reach > 0 and self.points >= 3):
            raise UnusableData(
                "impossible_wager", "the mixture has no width", where="spread",
                remedy="give a spread and a reach above nought and at least three points",
            )  # fmt: skip
        if not 1 < self.warn_at <= self.stop_at:
            raise UnusableData(
                "impossible_wager", f"a warning at {self.warn_at:g} and a verdict at "
                f"{self.stop_at:g} are no thresholds", where="stop-at",
                remedy="give thresholds above 1, the warning no higher than the verdict",
            )  # fmt: skip

    @property
    def grid(self) -> Numbers:
        """The log ratios, nought among them where the number of points is odd."""
        return np.linspace(-self.reach, self.reach, self.points)

    def log_weights(self, among: Flags) -> Numbers:
        """The logs of the weights of some points of the grid, which sum to one."""
        weights = np.where(among, -0.5 * (self.grid / self.spread) ** 2, -np.inf)
        shared: Numbers = weights - logsumexp(weights)
        return shared


@dataclass(frozen=True, kw_only=True)
class Evidence(Quantity):
    """The e-value against one hypothesis at the last look (``estimate``; it has no interval).

    ``against`` is the hypothesis, ``largest`` the greatest value at any look so far. ``warned_at``
    and ``verdict_at`` are the first looks that reached the thresholds, None where none has.
    """

    against: str
    ratio: float
    largest: float
    warned_at: float | None
    verdict_at: float | None
    says: str


@dataclass(frozen=True, kw_only=True)
class AllEvidence:
    """Against no effect, no harm, no benefit, and each stated claim."""

    two_sided: Evidence
    harm: Evidence
    benefit: Evidence
    claims: tuple[Evidence, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Courses:
    """The log e-value at each look against each hypothesis; ``claims`` has a row a claim."""

    two_sided: Numbers
    harm: Numbers
    benefit: Numbers
    claims: Numbers


def courses(likelihood: LogLikelihood, *, claims: Sequence[float], wager: Wager) -> Courses:
    """The evidence over time, in logs. ``claims`` are ratios c, each the hypothesis "at most c".

    Raises:
        UnusableData: a claim is not above nought or beyond the reach of the mixture.
    """
    grid = wager.grid
    on_grid = likelihood(grid)

    def against(log_ratio: float, among: Flags) -> Numbers:
        gained = on_grid - likelihood(np.array([log_ratio]))
        mixed: Numbers = logsumexp(gained + wager.log_weights(among)[:, np.newaxis], axis=0)
        return mixed

    # A point that is nought but for rounding belongs to neither side.
    margin = 1e-9
    bounds = [_claimed(each, wager) for each in claims]
    return Courses(
        two_sided=against(0.0, np.ones(len(grid), dtype=bool)),
        harm=against(0.0, grid > margin),
        benefit=against(0.0, grid < -margin),
        claims=np.array([against(each, grid > each + margin) for each in bounds]).reshape(
            len(bounds), on_grid.shape[1]
        ),
    )


def _claimed(ratio: float, wager: Wager) -> float:
    if not 0 < ratio < exp(wager.grid[-2]):
        raise UnusableData(
            "claim_out_of_reach", f"a claim of {ratio:g} cannot be tested",
            remedy=f"claim a ratio above 0 and below {exp(wager.grid[-2]):.2f}", where="claim",
        )  # fmt: skip
    return log(ratio)


@dataclass(frozen=True, kw_only=True)
class Words:
    """What a verdict is called: ``noun`` is the ratio, ``is_causal`` whether arms were allotted."""

    noun: str
    is_causal: bool
    method: str


def weighed(
    found: Courses, looks: Numbers, *, claims: Sequence[float], wager: Wager, words: Words
) -> AllEvidence:
    """The courses as results, with what may be said of them."""

    def one(course: Numbers, *, against: str, ratio: float, of: str, verdict: str) -> Evidence:
        warned, stopped = (
            _first(course, looks, at) for at in (wager.warn_at, wager.stop_at)
        )  # fmt: skip
        says = "no verdict yet"
        if stopped is not None:
            says = f"{verdict} (since look {stopped:g})"
        elif warned is not None:
            says = f"early warning {of} (look {warned:g}); no verdict yet"
        return Evidence(
            **vars(quantity(e_value(course[-1]), method=words.method, source=SOURCE,
                            level=1 - 1 / wager.stop_at)),
            against=against, ratio=ratio, largest=e_value(course.max()),
            warned_at=warned, verdict_at=stopped, says=says,
        )  # fmt: skip

    noun = words.noun
    called = ("shown", "a difference", "inconsistent with the data")
    if not words.is_causal:
        called = ("signal", "a difference between the groups", "inconsistent with the data")
    return AllEvidence(
        two_sided=one(found.two_sided, against=f"{noun} of 1", ratio=1.0,
                      of="of a difference", verdict=f"{called[1]} {called[0]}"),
        harm=one(found.harm, against=f"{noun} of 1 or less", ratio=1.0,
                 of="of harm", verdict=f"harm {called[0]}"),
        benefit=one(found.benefit, against=f"{noun} of 1 or more", ratio=1.0,
                    of="of benefit", verdict=f"benefit {called[0]}"),
        claims=tuple(
            one(course, against=f"{noun} of {claim:g} or less", ratio=claim,
                of="against the claim", verdict=f"claim {called[2]}")
            for claim, course in zip(claims, found.claims, strict=True)
        ),
    )  # fmt: skip


def _first(course: Numbers, looks: Numbers, threshold: float) -> float | None:
    reached = course >= log(threshold)
    return float(looks[reached.argmax()]) if reached.any() else None


def e_value(log_value: float) -> float:
    """Out of its log; capped far beyond any threshold, where a float would be infinite."""
    return exp(min(float(log_value), LARGEST_LOG))


def ratio_interval(
    likelihood: LogLikelihood, found: Findings, *, wager: Wager, level: float
) -> Quantity:
    """The ratio that fits best, and those that the evidence at the last look does not refute.

    The interval holds at every look at once: it may be read any day. ``found`` lends its method,
    source and assumptions.
    """

    def height(log_ratio: float) -> float:
        return float(likelihood(np.array([log_ratio]))[0, -1])

    fine = np.linspace(-FARTHEST, FARTHEST, 961)
    heights = likelihood(fine)[:, -1]
    top = int(heights.argmax())
    best = _peak(height, fine, top)
    everywhere = np.ones(wager.points, dtype=bool)
    mixed = logsumexp(likelihood(wager.grid)[:, -1] + wager.log_weights(everywhere))
    floor = float(mixed) + log(1 - level)
    edges: list[float | None] = []
    for end, inside in ((-FARTHEST, heights[0]), (FARTHEST, heights[-1])):
        if inside > floor:
            edges.append(None)
        else:
            edges.append(exp(brentq(lambda at: height(at) - floor, *sorted((end, best)))))
    at_edge = top in (0, len(fine) - 1)
    return quantity(
        None if at_edge else exp(best),
        (edges[0], edges[1]),
        method=f"maximum likelihood; anytime-valid interval by inverting {found.method}",
        source=SOURCE,
        level=level,
        assumptions=found.assumptions,
        warnings=("no ratio fits best: there are no events, or all on one side",)
        if at_edge
        else (),
    )


def _peak(height: Callable[[float], float], fine: Numbers, top: int) -> float:
    """The top of a concave function between the neighbours of its highest point on a grid."""
    low, high = fine[max(top - 1, 0)], fine[min(top + 1, len(fine) - 1)]
    for _ in range(80):
        third = (high - low) / 3
        if height(low + third) < height(high - third):
            low += third
        else:
            high -= third
    return float((low + high) / 2)
