"""Balance: how alike two weighted groups are in what is known of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

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


@dataclass(frozen=True, kw_only=True)
class Column:
    """One covariate, put in order once for every balance that is struck of it.

    ``group`` is the rank of each person's value among the ``number`` distinct ones.
    """

    name: str
    values: Numbers
    is_binary: bool
    group: NDArray[np.intp]
    number: int


def columns_of(covariates: Numbers, *, names: Sequence[str]) -> tuple[Column, ...]:
    """The columns of ``covariates``, which have a row a person."""
    found = []
    for name, values in zip(names, covariates.T, strict=True):
        distinct, group = np.unique(values, return_inverse=True)
        is_binary = bool(np.isin(distinct, (0, 1)).all())
        found.append(
            Column(
                name=name,
                values=np.ascontiguousarray(values),
                is_binary=is_binary,
                group=group,
                number=len(distinct),
            )
        )
    return tuple(found)


def balance(columns: Sequence[Column], treated: Flags, weights: Numbers) -> Balance:
    """The balance of covariates under ``weights``, one a person (nought: left out)."""
    found = tuple(_one(column, treated, weights) for column in columns)
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


def _one(column: Column, treated: Flags, weights: Numbers) -> CovariateBalance:
    values, is_binary = column.values, column.is_binary
    means = [float(np.average(values[arm], weights=weights[arm])) for arm in (treated, ~treated)]
    everyone = np.ones(int(treated.sum()))
    sd = _variance(values[treated], everyone, is_binary=is_binary) ** 0.5
    spreads = [
        _variance(values[arm], weights[arm], is_binary=is_binary) for arm in (treated, ~treated)
    ]
    gaps = _gaps(column, treated, weights)
    return CovariateBalance(
        covariate=column.name,
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


def _gaps(column: Column, treated: Flags, weights: Numbers) -> Numbers:
    """Gaps between the cumulative distributions, at each distinct value."""
    shares = np.where(
        treated, weights / weights[treated].sum(), -weights / weights[~treated].sum()
    )  # fmt: skip
    at_each = np.bincount(column.group, weights=shares, minlength=column.number)
    if column.is_binary:
        at_each = at_each[-1:]
    gaps: Numbers = np.abs(at_each.cumsum())
    return gaps
