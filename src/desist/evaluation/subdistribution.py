"""Subdistribution: a Fine-Gray model of one cause, told with its intervals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr, ndtri

from desist.evaluation.covariate import matrix_of
from desist.evaluation.fine_gray import FINE_GRAY, fit_fine_gray
from desist.evaluation.follow_up import FollowUp
from desist.evaluation.quantity import Findings, Quantity, quantity
from desist.programme.proportion import LEVEL

WALD = "Wald interval on the log scale"
FINE_GRAY_ASSUMPTIONS = (
    "each covariate multiplies the subdistribution hazard by the same factor at all times",
    "censoring does not depend on the covariates",
)


@dataclass(frozen=True, kw_only=True)
class SubdistributionCoefficient:
    """One covariate of a Fine-Gray model; see ``Coefficient`` of a Cox model."""

    coef: float | None
    se: float | None
    z: float | None
    p: float | None
    low: float | None
    high: float | None
    subdistribution_hazard_ratio: Quantity


@dataclass(frozen=True, kw_only=True)
class FineGray(Findings):
    """A Fine-Gray model of one cause."""

    cause: int
    n: int
    events: int
    coefficients: Mapping[str, SubdistributionCoefficient]
    log_likelihood_null: float
    log_likelihood: float


def fine_gray(
    rows: FollowUp, covariates: Mapping[str, ArrayLike], *, cause: int = 1, level: float = LEVEL
) -> FineGray:
    """Fit how covariates act on the incidence of events of code ``cause``.

    Raises:
        UnusableData: named ``no_witness`` where rows enter late, or what a Cox model refuses.
    """
    names, x = matrix_of(covariates, rows.n)
    fit, covariance = fit_fine_gray(rows, x, names, cause=cause)
    coefficients, warnings = {}, []
    for k, name in enumerate(names):
        if fit.infinite[k]:
            warnings.append(f"separation: the events fall all on one side of {name}")
        coefficients[name] = _coefficient(
            None if fit.infinite[k] else float(fit.coefficients[k]),
            float(np.sqrt(covariance[k, k])), level,
        )  # fmt: skip
    return FineGray(
        cause=cause,
        n=rows.n,
        events=int((rows.event == cause).sum()),
        coefficients=coefficients,
        log_likelihood_null=fit.null_log_likelihood,
        log_likelihood=fit.log_likelihood,
        level=level,
        method="Fine-Gray, weights from Kaplan-Meier of censoring, Breslow's rule for ties",
        source=FINE_GRAY,
        assumptions=FINE_GRAY_ASSUMPTIONS,
        warnings=tuple(warnings),
    )


def _coefficient(coef: float | None, se: float, level: float) -> SubdistributionCoefficient:
    if coef is None:
        words = "the likelihood has no maximum: the ratio is nought or infinite (separation)"
        none = quantity(None, method=WALD, source=FINE_GRAY, level=level, warnings=[words])
        return SubdistributionCoefficient(
            coef=None, se=None, z=None, p=None, low=None, high=None,
            subdistribution_hazard_ratio=none,
        )  # fmt: skip
    reach = float(ndtri((1 + level) / 2)) * se
    ends = float(np.exp(coef - reach)), float(np.exp(coef + reach))
    return SubdistributionCoefficient(
        coef=coef,
        se=se,
        z=coef / se,
        p=2 * float(ndtr(-abs(coef / se))),
        low=coef - reach,
        high=coef + reach,
        subdistribution_hazard_ratio=quantity(
            float(np.exp(coef)), ends, method=WALD, source=FINE_GRAY, level=level
        ),
    )
