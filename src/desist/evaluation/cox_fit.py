"""Cox fit: the maximum of the partial likelihood."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from desist.evaluation.covariate import scaled_covariates
from desist.evaluation.follow_up import FollowUp
from desist.evaluation.newton import Maximum, maximise
from desist.evaluation.risk_sum import RiskRows, RiskSums, Ties
from desist.evaluation.time_grid import Numbers

CoxFit = Maximum[RiskSums]


def fit_cox(rows: FollowUp, covariates: Numbers, names: Sequence[str], *, ties: Ties) -> CoxFit:
    """Fit the model to event code 1.

    Raises:
        UnusableData: named ``constant_covariate``, ``collinear_covariates`` or
            ``too_few_events``.
    """
    scaled, scale = scaled_covariates(covariates, names)
    return maximise(partial(RiskSums.at, RiskRows.of(rows, scaled, ties)), scale, names)
