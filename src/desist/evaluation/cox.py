"""Cox: how much each covariate multiplies the hazard of the event (proportional hazards)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import chdtrc, ndtr, ndtri

from desist.evaluation.concordance import concordance
from desist.evaluation.covariate import matrix_of
from desist.evaluation.cox_fit import CoxFit, fit_cox
from desist.evaluation.few_clusters import FEW_CLUSTERS, few_cluster_ratio
from desist.evaluation.follow_up import FollowUp, follow_up, refuse_without_events
from desist.evaluation.proportional_hazards import proportional_hazards
from desist.evaluation.quantity import Findings, Quantity, Test, quantity
from desist.evaluation.risk_sum import Ties
from desist.evaluation.time_grid import Numbers, Places
from desist.evaluation.unusable_data import UnusableData
from desist.programme.proportion import LEVEL

COX = "Cox (1972), J. R. Stat. Soc. B 34, 187-220"
TIES = {"efron": "Efron (1977), J. Am. Stat. Assoc. 72, 557-565",
        "breslow": "Breslow (1974), Biometrics 30, 89-99"}  # fmt: skip
ROBUST = "Lin and Wei (1989), J. Am. Stat. Assoc. 84, 1074-1078"
ASSUMPTIONS = (
    "each covariate multiplies the hazard by the same factor at all times (see "
    "proportional_hazards)",
    "whoever is censored, or has a competing event, has the same outlook as those who are followed",
    "covariates act on the logarithm of the hazard in proportion to their value",
)
EVENTS_PER_COVARIATE = 10
MANY_TIED = 0.5


@dataclass(frozen=True, kw_only=True)
class Coefficient:
    """One covariate: its coefficient (log hazard ratio), errors, test, and the hazard ratio.

    ``robust_se`` is that of clusters, where there are any; z, p and limits then use it, and
    ``few_cluster_ratio`` is the ratio with limits corrected where clusters are few. All are None
    where the likelihood has no maximum (separation); the warning says so.
    """

    coef: float | None
    se: float | None
    robust_se: float | None
    z: float | None
    p: float | None
    low: float | None
    high: float | None
    hazard_ratio: Quantity
    few_cluster_ratio: Quantity | None = None


@dataclass(frozen=True, kw_only=True)
class LogLikelihood:
    """The partial log-likelihood without covariates and with them."""

    null: float
    model: float


@dataclass(frozen=True, kw_only=True)
class Cox(Findings):
    """The fitted model. ``proportional_hazards`` tests each covariate, and ``GLOBAL`` all."""

    unit: str
    ties: Ties
    n: int
    events: int
    clusters: int | None
    coefficients: Mapping[str, Coefficient]
    log_likelihood: LogLikelihood
    likelihood_ratio: Test
    wald: Test
    score: Test
    concordance: Quantity
    proportional_hazards: Mapping[str, Test]
    iterations: int


@dataclass(frozen=True, kw_only=True)
class CoxOptions:
    """How ties are taken; ``unit`` is only a word."""

    ties: Ties = "efron"
    unit: str = "unit not named"
    level: float = LEVEL


PLAIN = CoxOptions()


def cox(
    time: ArrayLike, event: ArrayLike, covariates: Mapping[str, ArrayLike], *,
    start: ArrayLike | None = None, cluster: ArrayLike | None = None, options: CoxOptions = PLAIN,
) -> Cox:  # fmt: skip
    """Fit the hazard of event 1; other events are censored at their time (cause-specific hazard).

    ``cluster`` groups rows that are not independent; standard errors are then robust.

    Raises:
        UnusableData: what ``follow_up`` and ``fit_cox`` refuse, or ``no_events``.
    """
    everything = follow_up(time, event, start)
    refuse_without_events(everything)
    return cox_of(everything.of_cause(1), covariates, cluster=cluster, options=options)


def cox_of(
    rows: FollowUp, covariates: Mapping[str, ArrayLike], *, cluster: ArrayLike | None = None,
    options: CoxOptions = PLAIN,
) -> Cox:  # fmt: skip
    """The same for rows already checked, in which 1 is the event and all else censored."""
    names, x = matrix_of(covariates, rows.n)
    fit = fit_cox(rows, x, names, ties=options.ties)
    groups = None if cluster is None else _clusters(cluster, rows.n)
    robust = None if groups is None else _robust(fit, groups)
    used = fit.covariance if robust is None else robust
    freedom = len(names)
    events = int((rows.event == 1).sum())
    risk = _risk(x, fit.coefficients)
    return Cox(
        unit=options.unit,
        ties=options.ties,
        n=rows.n,
        events=events,
        clusters=None if groups is None else int(groups.max()) + 1,
        coefficients={
            name: _coefficient(fit, k, robust, groups, options.level)
            for k, name in enumerate(names)
        },
        log_likelihood=LogLikelihood(null=fit.null_log_likelihood, model=fit.log_likelihood),
        likelihood_ratio=_test(
            2 * (fit.log_likelihood - fit.null_log_likelihood), freedom, "likelihood ratio"
        ),
        wald=_wald(fit, used),
        score=_test(fit.score_statistic, freedom, "score"),
        concordance=concordance(rows, risk, level=options.level),
        proportional_hazards=proportional_hazards(rows, fit, names),
        iterations=fit.iterations,
        level=options.level,
        method=f"Cox proportional hazards, {options.ties.title()}'s rule for ties"
        + ("" if groups is None else ", errors robust to clusters"),
        source=f"{COX}; {TIES[options.ties]}" + ("" if groups is None else f"; {ROBUST}"),
        assumptions=ASSUMPTIONS,
        warnings=(*_warnings(rows, fit, names, options), *_cluster_warnings(groups)),
    )


def _risk(x: Numbers, coefficients: Numbers) -> Numbers:
    """The linear predictor, added up in the same order for every row: equal rows tie exactly."""
    risk = np.zeros(len(x))
    for k, coefficient in enumerate(coefficients):
        risk += coefficient * x[:, k]
    return risk


def _clusters(cluster: ArrayLike, n: int) -> Places:
    labels = np.asarray(cluster)
    if len(labels) != n:
        raise UnusableData(
            "lengths_differ", f"{len(labels)} clusters for {n} rows", remedy="give one each",
            where="cluster",
        )  # fmt: skip
    number = np.unique(labels, return_inverse=True)[1].astype(np.int64)
    if number.max() < 1:
        raise UnusableData(
            "one_cluster", "all rows are of one cluster", remedy="leave clusters out",
            where="cluster",
        )  # fmt: skip
    return number


def _robust(fit: CoxFit, groups: Places) -> Numbers:
    """The covariance from what each cluster adds to the score."""
    # By the scaled coefficients; those of the covariates themselves are smaller by the scale.
    residuals = fit.sums.residuals() * fit.scale
    number, size = groups[fit.sums.rows.order], int(groups.max()) + 1
    totals = np.stack([np.bincount(number, each, size) for each in residuals.T])
    changes = fit.covariance @ totals
    return np.asarray(changes @ changes.T)


def _coefficient(
    fit: CoxFit, k: int, robust: Numbers | None, groups: Places | None, level: float
) -> Coefficient:
    if fit.infinite[k]:
        words = "the likelihood has no maximum: the hazard ratio is nought or infinite (separation)"
        none = quantity(None, method="Wald interval", source=COX, level=level, warnings=[words])
        return Coefficient(
            coef=None, se=None, robust_se=None, z=None, p=None, low=None, high=None,
            hazard_ratio=none,
        )  # fmt: skip
    coef = float(fit.coefficients[k])
    se = float(np.sqrt(fit.covariance[k, k]))
    robust_se = None if robust is None else float(np.sqrt(robust[k, k]))
    error = se if robust_se is None else robust_se
    reach = float(ndtri((1 + level) / 2)) * error
    z = coef / error if error else None
    with np.errstate(over="ignore"):
        ratio, low, high = (float(np.exp(x)) for x in (coef, coef - reach, coef + reach))
    return Coefficient(
        coef=coef,
        se=se,
        robust_se=robust_se,
        z=z,
        p=None if z is None else 2 * float(ndtr(-abs(z))),
        low=coef - reach,
        high=coef + reach,
        hazard_ratio=quantity(
            ratio, (low, high), method="Wald interval on the log scale", source=COX, level=level
        ),
        few_cluster_ratio=None if robust_se is None or groups is None else few_cluster_ratio(
            coef, robust_se, int(groups.max()) + 1, level=level
        ),
    )  # fmt: skip


def _test(value: float, freedom: int, name: str) -> Test:
    return Test(
        statistic=value, degrees_of_freedom=freedom, p=float(chdtrc(freedom, max(value, 0.0))),
        method=f"{name} test",
    )  # fmt: skip


def _wald(fit: CoxFit, covariance: Numbers) -> Test:
    if fit.infinite.any():
        return Test(statistic=None, degrees_of_freedom=None, p=None, method="Wald test")
    value = fit.coefficients @ np.linalg.pinv(covariance, hermitian=True) @ fit.coefficients
    return _test(float(value), len(fit.coefficients), "Wald")


def _cluster_warnings(groups: Places | None) -> Iterable[str]:
    if groups is not None and groups.max() + 1 < FEW_CLUSTERS:
        yield (
            f"{groups.max() + 1} clusters: with fewer than {FEW_CLUSTERS}, robust errors come out "
            "too small; use few_cluster_ratio"
        )


def _warnings(
    rows: FollowUp, fit: CoxFit, names: tuple[str, ...], options: CoxOptions
) -> Iterable[str]:
    separated = [name for name, runs in zip(names, fit.infinite, strict=True) if runs]
    if separated:
        yield (
            f"separation: the events fall all on one side of {', '.join(separated)}, so its hazard "
            "ratio is nought or infinite and no figure is given; the others hold beside it"
        )
    events = len(fit.sums.rows.event_place)
    if events < EVENTS_PER_COVARIATE * len(names):
        yield (
            f"{events} events for {len(names)} covariates: with fewer than {EVENTS_PER_COVARIATE} "
            "each, estimates are unstable and too far from nought"
        )
    tied = int(fit.sums.rows.tied[fit.sums.rows.tied > 1].sum())
    if options.ties == "breslow" and tied > MANY_TIED * events:
        yield f"{tied} of {events} events are tied: Breslow's rule pulls estimates to nought"
    if rows.entry is not None and (rows.at_risk[fit.sums.rows.tied > 0] < 2).any():
        yield "at some events nobody else was at risk: they say nothing about the covariates"
