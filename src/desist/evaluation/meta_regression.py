"""Meta-regression: whether differences between studies go with what the studies were like."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import chdtrc, fdtrc, stdtr, stdtrit

from desist.evaluation.funnel import FEWEST
from desist.evaluation.quantity import Findings, Test
from desist.evaluation.random_effects import (
    Fit,
    Studies,
    fitted,
    heterogeneity_statistic,
    intercept_only,
)
from desist.evaluation.table import Numbers
from desist.evaluation.unusable_data import UnusableData

KNAPP_HARTUNG = "Knapp and Hartung (2003), Stat. Med. 22, 2693-2710"


@dataclass(frozen=True, kw_only=True)
class Moderator:
    """One coefficient of the meta-regression, on the log scale, with Knapp and Hartung's t."""

    moderator: str
    coefficient: float
    se: float
    low: float
    high: float
    t: float
    p: float


@dataclass(frozen=True, kw_only=True)
class MetaRegression(Findings):
    """Do moderators explain the differences? REML, tests by Knapp and Hartung."""

    coefficients: tuple[Moderator, ...]
    test_of_moderators: Test
    numerator_degrees_of_freedom: int
    residual_heterogeneity: Test
    tau_squared: float
    r_squared: float | None


def meta_regression(
    y: Numbers, v: Numbers, moderators: Mapping[str, Numbers], *, level: float
) -> MetaRegression:
    """Log ratios ``y`` with variances ``v`` on moderators, by REML.

    Raises:
        UnusableData: there are too few studies, or the moderators cannot be told apart.
    """
    model = Studies(y=y, v=v, x=np.column_stack([np.ones(len(y)), *moderators.values()]))
    if model.freedom < 1:
        raise UnusableData(
            "too_few_studies", f"{len(y)} studies cannot bear {len(moderators)} moderators",
            remedy="use fewer moderators", where="moderators",
        )  # fmt: skip
    fit = fitted(model, method="reml")
    covariance = fit.covariance * fit.inflation
    without = fitted(intercept_only(y, v), method="reml").tau_squared
    slopes = fit.coefficients[1:]
    f_value = float(slopes @ np.linalg.solve(covariance[1:, 1:], slopes)) / len(slopes)
    residual = heterogeneity_statistic(model)
    return MetaRegression(
        method="mixed-effects meta-regression by REML, Knapp-Hartung tests",
        source=KNAPP_HARTUNG,
        level=level,
        assumptions=("differences between studies are not differences between people in them",),
        warnings=_few(len(y), len(moderators)),
        coefficients=_moderators(["intercept", *moderators], fit, covariance, model.freedom, level),
        test_of_moderators=Test(
            statistic=f_value, degrees_of_freedom=model.freedom,
            p=float(fdtrc(len(slopes), model.freedom, f_value)), method="F",
        ),
        numerator_degrees_of_freedom=len(slopes),
        residual_heterogeneity=Test(
            statistic=residual, degrees_of_freedom=model.freedom,
            p=float(chdtrc(model.freedom, residual)), method="Q of the residuals",
        ),
        tau_squared=fit.tau_squared,
        r_squared=max(0.0, 1 - fit.tau_squared / without) if without > 0 else None,
    )  # fmt: skip


def _moderators(
    names: Sequence[str], fit: Fit, covariance: Numbers, freedom: int, level: float
) -> tuple[Moderator, ...]:
    reach = float(stdtrit(freedom, (1 + level) / 2))
    found = []
    for name, value, variance in zip(names, fit.coefficients, np.diag(covariance), strict=True):
        error = float(variance) ** 0.5
        t = float(value) / error
        found.append(
            Moderator(
                moderator=name, coefficient=float(value), se=error,
                low=float(value) - reach * error, high=float(value) + reach * error,
                t=t, p=float(2 * stdtr(freedom, -abs(t))),
            )
        )  # fmt: skip
    return tuple(found)


def _few(studies: int, moderators: int) -> tuple[str, ...]:
    if studies >= FEWEST * moderators:
        return ()
    return (f"{studies} studies for {moderators} moderators: ten for each are the least to trust",)
