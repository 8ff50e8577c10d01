"""Rubin's rules: one estimate from several imputed data sets, with what imputation leaves open."""

from __future__ import annotations

from math import exp, sqrt

from scipy.special import stdtrit

from desist.evaluation.quantity import Quantity, quantity
from desist.evaluation.table import Numbers

SOURCE = (
    "Rubin (1987), Multiple Imputation for Nonresponse in Surveys, section 3.1; Barnard and Rubin "
    "(1999), Biometrika 86, 948-955, for the degrees of freedom"
)


def pooled_ratio(
    coefficients: Numbers, errors: Numbers, *, complete_freedom: float, level: float
) -> Quantity:
    """The ratio of logarithms and their standard errors, one a data set imputed.

    ``complete_freedom`` are the degrees of freedom that each would have with nothing missing.
    """
    m = len(coefficients)
    within, between = float((errors**2).mean()), float(coefficients.var(ddof=1))
    middle, spread = float(coefficients.mean()), (1 + 1 / m) * between
    share = spread / (within + spread)
    freedom = (complete_freedom + 1) / (complete_freedom + 3) * complete_freedom * (1 - share)
    if spread > 0:
        freedom = 1 / (1 / freedom + share**2 / (m - 1))
    reach = float(stdtrit(freedom, (1 + level) / 2)) * sqrt(within + spread)
    return quantity(
        exp(middle), (exp(middle - reach), exp(middle + reach)), level=level, source=SOURCE,
        method=f"Rubin's rules over {m} imputations, t interval on the log scale with "
        f"{freedom:.1f} degrees of freedom",
        assumptions=("whether a covariate is missing depends on nothing but what is known",),
    )  # fmt: skip
