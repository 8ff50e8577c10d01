"""Balance: how alike two weighted groups are in what is known of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from desist.evaluation.table import Flags, Numbers

GOOD, ACCEPTABLE = 0.05, 0.1
Verdict = Literal["good", "acceptable", "not_balanced"]


@dataclass(frozen=True, kw_only=True)
class CovariateBalance:
    """One covariate. ``smd`` is the difference of means in standard deviations of all treated.

    ``variance_ratio`` is treated over control, None for what is only yes or no; ``ecdf_mean`` and
    ``ecdf_max`` are the average and greatest gap between the two cumulative distributions.
    """

    covariate: str
    mean_treated: float
    mean_control: float
    smd: float | None
    variance_ratio: float | None
    ecdf_mean: float
    ecdf_max: float


@dataclass(frozen=True, kw_only=True)
class Balance:
    """All covariates under one set of weights, with the sizes that are left.

    An effective size is that of an unweighted group that would be as informative.
    """

    treated: int
    control: int
    effective_treated: float
    effective_control: float
    largest_smd: float | None
    verdict: Verdict
    covariates: tuple[CovariateBalance, ...]


def balance(
    covariates: Numbers, treated: Flags, weights: Numbers, *, names: Sequence[str]
) -> Balance:
    """The balance of ``covariates`` (a row a person) under ``weights`` (nought: left out)."""
    found = tuple(
        _one(covariates[:, n], treated, weights, name) for n, name in enumerate(names)
    )  # fmt: skip
    gaps = [abs(each.smd) for each in found if each.smd is not None]
    largest = max(gaps) if gaps else None
    verdict: Verdict = "not_balanced"
    if largest is not None and largest <= ACCEPTABLE:
        verdict = "good" if largest <= GOOD else "acceptable"
    return Balance(
        treated=int((weights[treated] > 0).sum()),
        control=int((weights[~treated] > 0).sum()),
        effective_treated=effective_size(weights[treated]),
        effective_control=effective_size(weights[~treated]),
        largest_smd=largest,
        verdict=verdict,
        covariates=found,
    )


def effective_size(weights: Numbers) -> float:
    """Kish's effective sample size."""
    squares = float((weights**2).sum())
    return float(weights.sum()) ** 2 / squares if squares else 0.0


def _one(values: Numbers, treated: Flags, weights: Numbers, name: str) -> CovariateBalance:
    is_binary = bool(np.isin(values, (0, 1)).all())
    means = [float(np.average(values[arm], weights=weights[arm])) for arm in (treated, ~treated)]
    everyone = np.ones(int(treated.sum()))
    sd = _variance(values[treated], everyone, is_binary=is_binary) ** 0.5
    spreads = [
        _variance(values[arm], weights[arm], is_binary=is_binary) for arm in (treated, ~treated)
    ]
    gaps = _gaps(values, treated, weights, is_binary=is_binary)
    return CovariateBalance(
        covariate=name,
        mean_treated=means[0],
        mean_control=means[1],
        smd=(means[0] - means[1]) / sd if sd else None,
        variance_ratio=None if is_binary or not spreads[1] else spreads[0] / spreads[1],
        ecdf_mean=float(gaps.mean()),
        ecdf_max=float(gaps.max()),
    )


def _variance(values: Numbers, weights: Numbers, *, is_binary: bool) -> float:
    """Weighted and without bias; p (1 - p) for what is only yes or no."""
    shares = weights / weights.sum()
    mean = float((shares * values).sum())
    if is_binary:
        return mean * (1 - mean)
    return float((shares * (values - mean) ** 2).sum() / (1 - (shares**2).sum()))


def _gaps(values: Numbers, treated: Flags, weights: Numbers, *, is_binary: bool) -> Numbers:
    """Gaps between the cumulative distributions, at each distinct value."""
    shares = np.where(
        treated, weights / weights[treated].sum(), -weights / weights[~treated].sum()
    )  # fmt: skip
    places, group = np.unique(values, return_inverse=True)
    at_each = np.bincount(group, weights=shares, minlength=len(places))
    if is_binary:
        at_each = at_each[-1:]
    gaps: Numbers = np.abs(at_each.cumsum())
    return gaps
