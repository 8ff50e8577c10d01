"""Observed and expected: how many were reconvicted for each one that a predictor expected."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import gammainccinv, gammaincinv, gammaln, ndtri, pdtr, pdtrc

from desist.evaluation.poisson_binomial import poisson_binomial
from desist.evaluation.quantity import Quantity, quantity
from desist.evaluation.unusable_data import UnusableData, refuse_where
from desist.programme.proportion import LEVEL

GARWOOD = "Garwood (1936), Biometrika 28, 437-442"
BYAR = "Breslow and Day (1987), Statistical Methods in Cancer Research II, IARC, p. 69"
HONG = "Hong (2013), Comput. Stat. Data Anal. 59, 41-51"
TIE = 1e-7
"""Counts whose probabilities differ by less than this share count as equally likely."""
ASSUMPTIONS = (
    "the prediction was made before the outcome was known, for the same outcome and horizon",
    "every person was followed for the whole horizon",
    "the expected count is taken as exact: the interval is that of the observed alone",
    "who is counted does not depend on how treatment went (not completers alone)",
)


@dataclass(frozen=True, kw_only=True)
class CountTest:
    """How surprising the observed count is, were the prediction right."""

    two_sided: float
    this_few: float
    """The probability of as few or fewer."""
    this_many: float
    """The probability of as many or more."""
    method: str
    source: str


@dataclass(frozen=True, kw_only=True)
class ObservedExpected(Quantity):
    """The ratio with its exact interval; Byar's beside it, and tests of the ratio 1.

    ``poisson_binomial`` needs each person's own probability; it is None without.
    """

    observed: int
    expected: float
    n: int | None
    byar: Quantity
    poisson: CountTest
    poisson_binomial: CountTest | None


def observed_expected(
    observed: int | None, expected: float | None, *, level: float = LEVEL
) -> ObservedExpected:
    """The ratio of two counts.

    Raises:
        UnusableData: one of the two is missing (a ratio alone has no interval), or impossible.
    """
    count, mean = _both(observed, expected)
    return _result(count, mean, probabilities=None, level=level)


def observed_expected_of(
    probability: ArrayLike, outcome: ArrayLike | None = None, *,
    observed: int | None = None, level: float = LEVEL,
) -> ObservedExpected:  # fmt: skip
    """The same, expected being the sum of everybody's own predicted probability.

    ``outcome`` is 0 or 1 for each, or ``observed`` the count of them.

    Raises:
        UnusableData: a probability is not between 0 and 1, an outcome neither 0 nor 1, or both
            counts of the observed are missing.
    """
    chances = checked_probability(probability)
    if outcome is not None:
        observed = int(checked_outcome(outcome, n=len(chances)).sum())
    count, mean = _both(observed, float(chances.sum()))
    if count > len(chances):
        raise UnusableData(
            "impossible_count", f"{count} observed of {len(chances)} people",
            remedy="count each person once", where="observed",
        )  # fmt: skip
    return _result(count, mean, probabilities=chances, level=level)


def checked_probability(probability: ArrayLike) -> NDArray[np.float64]:
    """The probabilities, if that is what they are."""
    chances = np.asarray(probability, dtype=np.float64)
    where = "probability"
    if not len(chances):
        raise UnusableData("empty_group", "there is nobody", remedy="give rows", where=where)
    refuse_where(
        ~((chances >= 0) & (chances <= 1)), "impossible_probability",
        "holds what is no probability", remedy="give fractions from 0 to 1, not per cent",
        where=where,
    )  # fmt: skip
    return chances


def checked_outcome(outcome: ArrayLike, *, n: int) -> NDArray[np.int64]:
    """The outcomes as 0 and 1, if that is what they are."""
    values = np.asarray(outcome, dtype=np.float64)
    if len(values) != n:
        raise UnusableData(
            "lengths_differ", f"{len(values)} outcomes for {n} people", remedy="give one each",
            where="outcome",
        )  # fmt: skip
    refuse_where(
        ~np.isin(values, (0, 1)), "impossible_outcome", "holds what is neither 0 nor 1",
        remedy="code 1 for the outcome, 0 for none; leave it empty if unknown", where="outcome",
    )  # fmt: skip
    return values.astype(np.int64)


def _both(observed: int | None, expected: float | None) -> tuple[int, float]:
    if observed is None or expected is None:
        absent = "observed" if observed is None else "expected"
        raise UnusableData(
            "count_missing", f"the {absent} count is missing: a ratio alone has no interval",
            remedy="give both counts", where=absent,
        )  # fmt: skip
    if observed < 0:
        raise UnusableData(
            "impossible_count", f"{observed} is no count", remedy="give 0 or more", where="observed"
        )
    if not 0 < expected < float("inf"):
        raise UnusableData(
            "nothing_expected", f"{expected:g} were expected: no ratio can be formed",
            remedy="give an expected count above nought", where="expected",
        )  # fmt: skip
    return observed, expected


def _result(
    observed: int, expected: float, *, probabilities: NDArray[np.float64] | None, level: float
) -> ObservedExpected:
    tail = (1 - level) / 2
    low = 0.0 if observed == 0 else float(gammaincinv(observed, tail))
    high = float(gammainccinv(observed + 1, tail))
    return ObservedExpected(
        estimate=observed / expected,
        low=low / expected,
        high=high / expected,
        level=level,
        method="exact Poisson interval",
        source=GARWOOD,
        assumptions=ASSUMPTIONS,
        warnings=_warnings(observed, expected),
        observed=observed,
        expected=expected,
        n=None if probabilities is None else len(probabilities),
        byar=byar(observed, expected, level=level),
        poisson=poisson_test(observed, expected),
        poisson_binomial=None
        if probabilities is None
        else _poisson_binomial_test(observed, probabilities),
    )


def _warnings(observed: int, expected: float) -> tuple[str, ...]:
    found = []
    if observed == 0:
        found.append("none was observed: the ratio is nought and only its upper limit says much")
    if expected < 5:
        found.append(f"{expected:.3g} expected are too few to show any but a very large difference")
    return tuple(found)


def byar(observed: int, expected: float, *, level: float = LEVEL) -> Quantity:
    """Byar's approximation to the exact interval."""
    z = float(ndtri((1 + level) / 2))
    more = observed + 1
    low = observed * (1 - 1 / (9 * observed) - z / (3 * observed**0.5)) ** 3 if observed else 0.0
    high = more * (1 - 1 / (9 * more) + z / (3 * more**0.5)) ** 3
    return quantity(
        observed / expected, (low / expected, high / expected),
        method="Byar's approximation", source=BYAR, level=level, assumptions=ASSUMPTIONS,
    )  # fmt: skip


def poisson_test(observed: int, expected: float) -> CountTest:
    """Exact Poisson probabilities; two-sided: of all counts no likelier than the one seen."""
    reach = int(max(observed, expected) + 40 * (expected**0.5 + 1)) + 50
    k = np.arange(reach + 1)
    chance = np.exp(k * np.log(expected) - expected - gammaln(k + 1))
    return CountTest(
        two_sided=_no_likelier(chance, observed),
        this_few=float(pdtr(observed, expected)),
        this_many=1.0 if observed == 0 else float(pdtrc(observed - 1, expected)),
        method="exact Poisson test",
        source=GARWOOD,
    )


def _poisson_binomial_test(observed: int, probabilities: NDArray[np.float64]) -> CountTest:
    chance = poisson_binomial(probabilities)
    return CountTest(
        two_sided=_no_likelier(chance, observed),
        this_few=float(min(chance[: observed + 1].sum(), 1.0)),
        this_many=float(min(chance[observed:].sum(), 1.0)),
        method="exact Poisson-binomial test: everybody with a probability of their own",
        source=HONG,
    )


def _no_likelier(chance: NDArray[np.float64], observed: int) -> float:
    return float(min(chance[chance <= chance[observed] * (1 + TIE)].sum(), 1.0))
