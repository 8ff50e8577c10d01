"""Random effects: how far studies differ beyond chance, and what they say together.

The linear mixed model with known variances: effects ``y`` with variances ``v``, a design ``x``
(a column of ones, then moderators), and a variance between studies, tau squared.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from scipy.optimize import brentq
from scipy.special import gammaincinv

from desist.evaluation.table import Numbers
from desist.evaluation.unusable_data import UnusableData

Between = Literal["fixed", "dersimonian_laird", "reml", "paule_mandel"]
SOURCES: dict[Between, str] = {
    "fixed": "Cochran (1954), Biometrics 10, 101-129",
    "dersimonian_laird": "DerSimonian and Laird (1986), Control. Clin. Trials 7, 177-188",
    "reml": "Viechtbauer (2005), J. Educ. Behav. Stat. 30, 261-293",
    "paule_mandel": "Paule and Mandel (1982), J. Res. Natl. Bur. Stand. 87, 377-385",
}
METHODS = get_args(Between)
STEPS = 200
PRECISION = 1e-12


@dataclass(frozen=True, kw_only=True)
class Studies:
    """Effects, their variances, and the design; all of the same number of rows."""

    y: Numbers
    v: Numbers
    x: Numbers

    @property
    def freedom(self) -> int:
        """Studies less coefficients."""
        return int(self.x.shape[0] - self.x.shape[1])


@dataclass(frozen=True, kw_only=True)
class Fit:
    """Coefficients at one tau squared, with their covariance.

    ``inflation`` is the factor of Knapp and Hartung: multiply the covariance by it.
    """

    coefficients: Numbers
    covariance: Numbers
    tau_squared: float
    inflation: float


def intercept_only(y: Numbers, v: Numbers) -> Studies:
    """Studies without moderators."""
    return Studies(y=y, v=v, x=np.ones((len(y), 1)))


def fitted(studies: Studies, *, method: Between) -> Fit:
    """The model with tau squared estimated by this method.

    Raises:
        UnusableData: moderators leave no degree of freedom or are copies of each other.
    """
    if studies.freedom < 0 or np.linalg.matrix_rank(studies.x) < studies.x.shape[1]:
        raise UnusableData(
            "collinear_moderators", "the moderators cannot be told apart in these studies",
            remedy="use fewer, and none that is constant", where="moderators",
        )  # fmt: skip
    tau_squared = _ESTIMATORS[method](studies) if studies.freedom else 0.0
    return at_tau_squared(studies, tau_squared)


def at_tau_squared(studies: Studies, tau_squared: float) -> Fit:
    """The model with this tau squared."""
    weights = 1 / (studies.v + tau_squared)
    precision = studies.x.T @ (studies.x * weights[:, np.newaxis])
    covariance = np.linalg.inv(precision).astype(np.float64)
    coefficients = covariance @ (studies.x.T @ (weights * studies.y))
    residuals = studies.y - studies.x @ coefficients
    spread = float((weights * residuals**2).sum())
    return Fit(
        coefficients=coefficients,
        covariance=covariance,
        tau_squared=tau_squared,
        inflation=spread / studies.freedom if studies.freedom else 1.0,
    )


def heterogeneity_statistic(studies: Studies, tau_squared: float = 0.0) -> float:
    """Cochran's Q: the weighted sum of squared residuals."""
    return at_tau_squared(studies, tau_squared).inflation * studies.freedom


def tau_squared_interval(studies: Studies, *, level: float) -> tuple[float, float]:
    """The Q-profile interval of tau squared (Viechtbauer 2007, Stat. Med. 26, 37-52)."""
    tail = (1 - level) / 2
    low, high = (
        _where_q_is(studies, 2 * float(gammaincinv(studies.freedom / 2, each)))
        for each in (1 - tail, tail)
    )
    return low, high


def _where_q_is(studies: Studies, target: float) -> float:
    """The tau squared at which Q, which falls with it, has this value; nought if never so high."""

    def surplus(tau_squared: float) -> float:
        return heterogeneity_statistic(studies, tau_squared) - target

    if surplus(0.0) <= 0:
        return 0.0
    top = 1.0
    while surplus(top) > 0 and top < 1e9:
        top *= 4
    return float(brentq(surplus, 0.0, top, xtol=1e-14))


def _projection(studies: Studies, tau_squared: float) -> Numbers:
    weights = 1 / (studies.v + tau_squared)
    weighted = studies.x * weights[:, np.newaxis]
    inner = np.linalg.inv(studies.x.T @ weighted)
    matrix: Numbers = np.diag(weights) - weighted @ inner @ weighted.T
    return matrix


def _fixed(studies: Studies) -> float:  # noqa: ARG001  # one shape with the other estimators
    return 0.0


def _dersimonian_laird(studies: Studies) -> float:
    trace = float(np.trace(_projection(studies, 0.0)))
    return max(0.0, (heterogeneity_statistic(studies) - studies.freedom) / trace)


def _paule_mandel(studies: Studies) -> float:
    return _where_q_is(studies, float(studies.freedom))


def _reml(studies: Studies) -> float:
    """Fisher scoring from the moment estimate, never below nought."""
    tau_squared = _dersimonian_laird(studies)
    for _ in range(STEPS):
        projection = _projection(studies, tau_squared)
        residual = projection @ studies.y
        score = float(residual @ residual - np.trace(projection))
        step = score / float((projection * projection).sum())
        moved = max(0.0, tau_squared + step)
        if abs(moved - tau_squared) <= PRECISION * (1 + tau_squared):
            return moved
        tau_squared = moved
    raise UnusableData(
        "no_convergence", "the variance between studies cannot be found by REML",
        remedy="look at the effects: one may be out of all proportion", where="studies",
    )  # fmt: skip


_ESTIMATORS = {
    "fixed": _fixed,
    "dersimonian_laird": _dersimonian_laird,
    "reml": _reml,
    "paule_mandel": _paule_mandel,
}
