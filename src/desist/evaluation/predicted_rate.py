"""Predicted rate: are the observed more or fewer than predicted, asked anew at every look.

One sample against a predictor. Evidence against a predicted rate is evidence against the predictor
as much as for an effect, so what another predictor would have made of it stands beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import exp, log

import numpy as np
from scipy.optimize import brentq

from desist.evaluation.evidence import (
    AllEvidence,
    Courses,
    Wager,
    Words,
    courses,
    e_value,
    ratio_interval,
    weighed,
)
from desist.evaluation.quantity import Findings, Quantity
from desist.evaluation.table import Numbers
from desist.evaluation.unusable_data import UnusableData, refuse_where

METHOD = "sequential Poisson test of observed against expected, normal mixture over the log ratio"
SOURCE = "Wald (1945), Ann. Math. Stat. 16, 117-186, with a mixture as in Robbins (1970), 41, 1397"
WORDS = "observed / expected"


@dataclass(frozen=True, kw_only=True)
class PredictedLook:
    """Counts of one look, and the cumulative e-values with it."""

    look: float
    observed: int
    expected: float
    two_sided: float
    harm: float
    benefit: float
    claims: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class TippingFactor:
    """How wrong the predictor must be for a verdict to fall.

    Multiply every expected count by ``factor`` and the evidence at the last look is just at the
    threshold; None where there is no verdict at the last look.
    """

    harm: float | None
    benefit: float | None
    claims: tuple[float | None, ...]


@dataclass(frozen=True, kw_only=True)
class Sensitivity:
    """The evidence if the predictor had said other numbers."""

    tipping_factor: TippingFactor
    if_expected_low: AllEvidence | None
    if_expected_high: AllEvidence | None


@dataclass(frozen=True, kw_only=True)
class PredictedRate(Findings):
    """The evidence against a predicted rate."""

    evidence: AllEvidence
    ratio: Quantity
    observed: int
    expected: float
    stop_at: float
    warn_at: float
    sensitivity: Sensitivity
    looks: tuple[PredictedLook, ...]


@dataclass(frozen=True, kw_only=True)
class Counts:
    """Rows of a file: counts of each look; ``low`` and ``high`` are the predictor's own limits."""

    look: Numbers
    observed: Numbers
    expected: Numbers
    low: Numbers | None = None
    high: Numbers | None = None


def predicted_rate(
    counts: Counts, *, claims: Sequence[float] = (), wager: Wager | None = None
) -> PredictedRate:
    """Weigh the evidence against "as predicted", and against each claimed ratio ("at most c").

    Expected counts are those of the time at risk in the look, predicted before it.

    Raises:
        UnusableData: counts are impossible, a look stands twice, or limits do not hold the
            expected count.
    """
    wager = wager or Wager()
    _check(counts)
    order = np.argsort(counts.look, kind="stable")
    counts = _in_order(counts, order)
    found, likelihood = _courses(counts, counts.expected, claims, wager)
    about = Findings(
        method=METHOD, source=SOURCE, level=1 - 1 / wager.stop_at,
        assumptions=(
            "each event enters at the look when it became known, and earlier looks stay as they "
            "were",
            "expected counts are for the outcome, the people and the time at risk observed, and "
            "were predicted before",
            "the predictor is right for these people but for the ratio sought",
        ),
        warnings=_warnings(counts),
    )  # fmt: skip
    return PredictedRate(
        **vars(about),
        evidence=_weighed(found, counts, claims, wager),
        ratio=ratio_interval(likelihood, about, wager=wager, level=about.level),
        observed=int(counts.observed.sum()),
        expected=float(counts.expected.sum()),
        stop_at=wager.stop_at,
        warn_at=wager.warn_at,
        sensitivity=_sensitivity(counts, claims, wager),
        looks=_looks(counts, found),
    )


class _Likelihood:
    """The cumulative Poisson log likelihood of log ratios at each look, nought at ratio 1."""

    def __init__(self, observed: Numbers, expected: Numbers) -> None:
        self.observed = observed.cumsum()
        self.expected = expected.cumsum()

    def __call__(self, log_ratios: Numbers) -> Numbers:
        at = log_ratios[:, np.newaxis]
        values: Numbers = at * self.observed - np.expm1(at) * self.expected
        return values


def _courses(
    counts: Counts, expected: Numbers, claims: Sequence[float], wager: Wager
) -> tuple[Courses, _Likelihood]:
    likelihood = _Likelihood(counts.observed, expected)
    return courses(likelihood, claims=claims, wager=wager), likelihood


def _weighed(
    found: Courses, counts: Counts, claims: Sequence[float], wager: Wager
) -> AllEvidence:  # fmt: skip
    # There is no second group: nothing here can be laid to the treatment's charge or credit.
    words = Words(noun=WORDS, is_causal=False, method=METHOD)
    return weighed(found, counts.look, claims=claims, wager=wager, words=words)


def _sensitivity(counts: Counts, claims: Sequence[float], wager: Wager) -> Sensitivity:
    limits = [
        None if limit is None
        else _weighed(_courses(counts, limit, claims, wager)[0], counts, claims, wager)
        for limit in (counts.low, counts.high)
    ]  # fmt: skip

    def last(factor: float) -> Courses:
        return _courses(counts, counts.expected * factor, claims, wager)[0]

    def against_claim(n: int, factor: float) -> float:
        return float(last(factor).claims[n, -1])

    return Sensitivity(
        tipping_factor=TippingFactor(
            harm=_tipping(lambda factor: float(last(factor).harm[-1]), wager, upward=True),
            benefit=_tipping(lambda factor: float(last(factor).benefit[-1]), wager, upward=False),
            claims=tuple(
                _tipping(partial(against_claim, n), wager, upward=True) for n in range(len(claims))
            ),
        ),
        if_expected_low=limits[0],
        if_expected_high=limits[1],
    )


def _tipping(log_evidence: Callable[[float], float], wager: Wager, *, upward: bool) -> float | None:
    """The factor at which evidence at the last look falls to the threshold."""
    threshold = log(wager.stop_at)
    if log_evidence(1.0) < threshold:
        return None
    farthest = 1e3 if upward else 1e-3

    def above(log_factor: float) -> float:
        return log_evidence(exp(log_factor)) - threshold

    if above(log(farthest)) > 0:
        return None
    return exp(brentq(above, *sorted((0.0, log(farthest)))))


def _looks(counts: Counts, found: Courses) -> tuple[PredictedLook, ...]:
    return tuple(
        PredictedLook(
            look=float(look),
            observed=int(counts.observed[n]),
            expected=float(counts.expected[n]),
            two_sided=e_value(found.two_sided[n]),
            harm=e_value(found.harm[n]),
            benefit=e_value(found.benefit[n]),
            claims=tuple(e_value(each[n]) for each in found.claims),
        )
        for n, look in enumerate(counts.look)
    )


def _in_order(counts: Counts, order: np.ndarray[tuple[int], np.dtype[np.intp]]) -> Counts:
    held = {name: column[order] for name, column in vars(counts).items() if column is not None}
    return replace(counts, **held)


def _check(counts: Counts) -> None:
    if not len(counts.look):
        raise UnusableData("no_rows", "there is no look", remedy="give at least one", where="look")
    observed = counts.observed
    refuse_where(
        (observed < 0) | (observed != np.floor(observed)), "impossible_count", "is no count",
        remedy="give whole numbers", where="observed",
    )  # fmt: skip
    for name, column in (
        ("expected", counts.expected), ("expected_low", counts.low), ("expected_high", counts.high)
    ):  # fmt: skip
        if column is not None:
            refuse_where(
                column <= 0, "nothing_expected", "is not above nought",
                remedy="a ratio needs an expected count above nought at every look", where=name,
            )  # fmt: skip
    for name, column, sign in (("low", counts.low, -1), ("high", counts.high, 1)):
        if column is not None:
            refuse_where(
                sign * (column - counts.expected) < 0, "impossible_limit",
                "does not hold the expected count between the limits",
                remedy="give limits on either side", where=f"expected_{name}",
            )  # fmt: skip
    repeated = np.ones(len(counts.look), dtype=bool)
    repeated[np.unique(counts.look, return_index=True)[1]] = False
    refuse_where(
        repeated, "look_twice", "gives a look a second time",
        remedy="give one row a look", where="look",
    )  # fmt: skip


def _warnings(counts: Counts) -> tuple[str, ...]:
    found = [
        "there is no comparison group: evidence against the predicted rate may be evidence against "
        "the predictor, or come from who was counted (completers do better with no effect at all)"
    ]
    if counts.low is None or counts.high is None:
        found.append(
            "the predictor's own error is not given (expected_low, expected_high): only the "
            "tipping factor says what it could change"
        )
    return tuple(found)
