"""Cox fit: the maximum of the partial likelihood, by Newton's method."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from desist.evaluation.follow_up import FollowUp
from desist.evaluation.risk_sum import RiskRows, RiskSums, Ties
from desist.evaluation.time_grid import Numbers
from desist.evaluation.unusable_data import UnusableData

CONVERGED = 1e-18
"""Newton's decrement (about the squared distance in standard errors) at which the search ends."""
ITERATIONS = 25
HALVINGS = 12
RUNNING_AWAY = 1e-2
"""A last step longer than this (for a covariate of standard deviation 1) is no convergence."""
SINGULAR = 1e-11
"""Smallest eigenvalue of the correlation matrix that is not taken for nought."""


@dataclass(frozen=True, kw_only=True, eq=False)
class CoxFit:
    """The fit on the scale of the covariates; ``sums`` are on the scale of ``rows``.

    ``scale`` is the standard deviation that each covariate was divided by. ``infinite`` marks
    coefficients that the likelihood drives to infinity (separation).
    """

    rows: RiskRows
    sums: RiskSums
    scale: Numbers
    coefficients: Numbers
    covariance: Numbers
    null_log_likelihood: float
    log_likelihood: float
    score_statistic: float
    iterations: int
    infinite: np.ndarray


def fit_cox(rows: FollowUp, covariates: Numbers, names: tuple[str, ...], *, ties: Ties) -> CoxFit:
    """Fit the model to event code 1.

    Raises:
        UnusableData: named ``constant_covariate``, ``collinear_covariates`` or
            ``too_few_events``.
    """
    scaled, scale = scaled_covariates(covariates, names)
    risk_rows = RiskRows.of(rows, scaled, ties)
    return maximise(risk_rows, scale, names)


def scaled_covariates(covariates: Numbers, names: tuple[str, ...]) -> tuple[Numbers, Numbers]:
    """Covariates with mean 0 and standard deviation 1, and what they were divided by.

    Raises:
        UnusableData: a covariate is constant, or follows from the others.
    """
    centred = covariates - covariates.mean(axis=0)
    scale = np.sqrt((centred**2).mean(axis=0))
    size = np.abs(covariates).max(axis=0)
    for name, spread, largest in zip(names, scale, size, strict=True):
        if spread <= 1e-12 * max(largest, 1e-300):
            raise UnusableData(
                "constant_covariate", "has the same value in every row",
                remedy="leave it out: nothing can be learnt about it", where=name,
            )  # fmt: skip
    scaled = centred / scale
    values, vectors = np.linalg.eigh(scaled.T @ scaled / len(scaled))
    if values[0] < SINGULAR:
        involved = [
            name for name, part in zip(names, vectors[:, 0], strict=True) if abs(part) > 1e-6
        ]
        raise UnusableData(
            "collinear_covariates", f"{', '.join(involved)} follow from each other",
            remedy="leave one of them out (such as one category of each kind)", where=involved[0],
        )  # fmt: skip
    return scaled, scale


def maximise(rows: RiskRows, scale: Numbers, names: tuple[str, ...]) -> CoxFit:
    """Newton's method from nought, halving steps that overshoot."""
    at: Numbers = np.zeros(len(scale))
    sums = RiskSums.at(rows, at)
    null = height = sums.log_likelihood()
    score_statistic = 0.0
    step = np.zeros_like(at)
    for iteration in range(ITERATIONS + 1):
        gradient, information = sums.gradient(), sums.information()
        step = _solve(information, gradient, names, first=iteration == 0)
        if not np.isfinite(step).all():
            break
        decrement = float(gradient @ step)
        if iteration == 0:
            score_statistic = decrement
        if decrement < CONVERGED or iteration == ITERATIONS:
            break
        for _ in range(HALVINGS):
            tried = RiskSums.at(rows, at + step)
            reached = tried.log_likelihood()
            if reached >= height - 1e-10 * abs(height):
                break
            step = step / 2
        at, sums, height = at + step, tried, reached
    with np.errstate(invalid="ignore"):
        infinite = ~(np.abs(step) < RUNNING_AWAY)
    covariance = np.linalg.pinv(information, hermitian=True)
    return CoxFit(
        rows=rows,
        sums=sums,
        scale=scale,
        coefficients=at / scale,
        covariance=covariance / np.outer(scale, scale),
        null_log_likelihood=null,
        log_likelihood=height,
        score_statistic=score_statistic,
        iterations=iteration,
        infinite=infinite,
    )


def _solve(
    information: Numbers, gradient: Numbers, names: tuple[str, ...], *, first: bool
) -> Numbers:
    """Newton's step; not-a-number where the information gives none."""
    if first:
        for name, each in zip(names, np.diag(information), strict=True):
            if each < 1e-10:
                raise UnusableData(
                    "constant_covariate", "does not vary among those at risk when events happen",
                    remedy="leave it out: nothing can be learnt about it", where=name,
                )  # fmt: skip
        if np.linalg.eigvalsh(information)[0] < 1e-10:
            raise UnusableData(
                "too_few_events", f"the events cannot tell {len(names)} covariates apart",
                remedy="use fewer covariates, or follow more people", where="event",
            )  # fmt: skip
    try:
        return np.asarray(np.linalg.solve(information, gradient))
    except np.linalg.LinAlgError:
        return np.full_like(gradient, np.nan)
