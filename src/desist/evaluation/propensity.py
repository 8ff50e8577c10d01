"""Propensity: how likely each person was to be treated, going by what is known of them.

Logistic regression by iteratively reweighted least squares.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from desist.evaluation.table import Numbers
from desist.evaluation.unusable_data import UnusableData

STEPS = 50
PRECISION = 1e-12
SINGULAR = 1e-10
"""The least eigenvalue of standardised covariates that are still told apart."""
CERTAIN = 1e-8
"""A fitted probability so near nought or one that no person like this is in the other group."""


@dataclass(frozen=True, kw_only=True)
class Propensity:
    """The fitted model: coefficients (intercept first), probabilities and their logits."""

    coefficients: Numbers
    probability: Numbers
    logit: Numbers


def propensity(treated: Numbers, covariates: Numbers, *, names: Sequence[str]) -> Propensity:
    """Fit the model; ``covariates`` have a row a person.

    Raises:
        UnusableData: covariates are constant or copies of each other, or separate the groups.
    """
    centre, spread = covariates.mean(axis=0), covariates.std(axis=0)
    for name, each in zip(names, spread, strict=True):
        if each == 0:
            raise UnusableData(
                "constant_covariate", f"{name} is the same for all",
                remedy="leave the covariate out", where=name,
            )  # fmt: skip
    design = np.column_stack([np.ones(len(treated)), (covariates - centre) / spread])
    # Of the small matrix of products: a rank by the columns themselves takes longer than the fit.
    products = design.T @ design / len(design)
    if np.linalg.eigvalsh(products)[0] < SINGULAR:
        raise UnusableData(
            "collinear_covariates", "a covariate can be computed from the others",
            remedy="leave one out", where="covariates",
        )  # fmt: skip
    scaled = _fitted(design, treated, names)
    slopes = scaled[1:] / spread
    logit = design @ scaled
    return Propensity(
        coefficients=np.concatenate([[scaled[0] - float(slopes @ centre)], slopes]),
        probability=expit(logit),
        logit=logit,
    )


def _fitted(design: Numbers, treated: Numbers, names: Sequence[str]) -> Numbers:
    coefficients = np.zeros(design.shape[1])
    share = float(treated.mean())
    coefficients[0] = np.log(share / (1 - share))
    deviance = np.inf
    for _ in range(STEPS):
        chance = expit(design @ coefficients)
        if min(float(chance.min()), float((1 - chance).min())) < CERTAIN:
            break
        weight = chance * (1 - chance)
        step = np.linalg.solve(
            design.T @ (design * weight[:, np.newaxis]), design.T @ (treated - chance)
        )
        coefficients = coefficients + step
        before, deviance = deviance, _deviance(design @ coefficients, treated)
        if abs(before - deviance) <= PRECISION * (abs(deviance) + 0.1) and before < np.inf:
            return coefficients
    strongest = names[int(np.abs(coefficients[1:]).argmax())]
    raise UnusableData(
        "separation", "treated and untreated are (almost) told apart by the covariates: nobody in "
        f"the other group is like some of them; {strongest} does most of it",
        remedy="leave that covariate out, or those people, and say so", where=strongest,
    )  # fmt: skip


def _deviance(logit: Numbers, treated: Numbers) -> float:
    return float(-2 * (treated * logit - np.logaddexp(0, logit)).sum())
