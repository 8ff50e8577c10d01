"""Newton: the maximum of a likelihood, and whether there is one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

import numpy as np

from desist.evaluation.time_grid import Numbers
from desist.evaluation.unusable_data import UnusableData

CONVERGED = 1e-18
"""Newton's decrement (about the squared distance in standard errors) at which the search ends."""
ITERATIONS = 25
HALVINGS = 12
RUNNING_AWAY = 1e-2
"""A last step longer than this (for a covariate of standard deviation 1) is no convergence."""
NO_INFORMATION = 1e-10


class Likelihood(Protocol):
    """A likelihood at one value of the coefficients."""

    def log_likelihood(self) -> float:
        """Its logarithm."""

    def gradient(self) -> Numbers:
        """The first derivatives."""

    def information(self) -> Numbers:
        """Minus the second derivatives."""


Sums = TypeVar("Sums", bound=Likelihood)


@dataclass(frozen=True, kw_only=True, eq=False)
class Maximum(Generic[Sums]):
    """Where the likelihood is greatest, on the scale of the covariates.

    ``sums`` are on the scale of covariates divided by ``scale``. ``infinite`` marks coefficients
    that the likelihood drives to infinity (separation).
    """

    sums: Sums
    scale: Numbers
    coefficients: Numbers
    covariance: Numbers
    null_log_likelihood: float
    log_likelihood: float
    score_statistic: float
    iterations: int
    infinite: np.ndarray


def maximise(
    likelihood: Callable[[Numbers], Sums], scale: Numbers, names: Sequence[str]
) -> Maximum[Sums]:
    """Newton's method from nought, halving steps that overshoot.

    Raises:
        UnusableData: named ``constant_covariate`` or ``too_few_events``.
    """
    at: Numbers = np.zeros(len(scale))
    sums = likelihood(at)
    null = height = sums.log_likelihood()
    score_statistic = 0.0
    for iteration in range(ITERATIONS + 1):
        gradient, information = sums.gradient(), sums.information()
        if iteration == 0:
            _refuse_without_information(information, names)
        step = _solved(information, gradient)
        decrement = float(gradient @ step)
        if iteration == 0:
            score_statistic = decrement
        if not decrement > CONVERGED or iteration == ITERATIONS:
            break
        at, sums, height = _climb(likelihood, at, step, sums, height)
    covariance = np.linalg.pinv(information, hermitian=True)
    return Maximum(
        sums=sums,
        scale=scale,
        coefficients=at / scale,
        covariance=covariance / np.outer(scale, scale),
        null_log_likelihood=null,
        log_likelihood=height,
        score_statistic=score_statistic,
        iterations=iteration,
        infinite=~(np.abs(step) < RUNNING_AWAY),
    )


def _climb(
    likelihood: Callable[[Numbers], Sums], at: Numbers, step: Numbers, sums: Sums, height: float
) -> tuple[Numbers, Sums, float]:
    """The step, or so much of it as does not lose height."""
    for _ in range(HALVINGS):
        tried = likelihood(at + step)
        reached = tried.log_likelihood()
        if reached >= height - 1e-10 * abs(height):
            return at + step, tried, reached
        step = step / 2
    return at, sums, height


def _solved(information: Numbers, gradient: Numbers) -> Numbers:
    """Newton's step; not-a-number where the information gives none."""
    try:
        return np.asarray(np.linalg.solve(information, gradient))
    except np.linalg.LinAlgError:
        return np.full(len(gradient), np.nan)


def _refuse_without_information(information: Numbers, names: Sequence[str]) -> None:
    for name, each in zip(names, np.diag(information), strict=True):
        if each < NO_INFORMATION:
            raise UnusableData(
                "constant_covariate", "does not vary among those at risk when events happen",
                remedy="leave it out: nothing can be learnt about it", where=name,
            )  # fmt: skip
    if np.linalg.eigvalsh(information)[0] < NO_INFORMATION:
        raise UnusableData(
            "too_few_events", f"the events cannot tell {len(names)} covariates apart",
            remedy="use fewer covariates, or follow more people", where="event",
        )  # fmt: skip
