"""Proportional hazards: whether a covariate's effect changes with time."""

from __future__ import annotations

import numpy as np
from scipy.special import chdtrc

from desist.evaluation.cox_fit import CoxFit
from desist.evaluation.follow_up import FollowUp
from desist.evaluation.kaplan_meier import kaplan_meier
from desist.evaluation.quantity import Test
from desist.evaluation.time_grid import Numbers

METHOD = "score test against a coefficient changing with 1 - Kaplan-Meier (Grambsch and Therneau)"
GLOBAL = "GLOBAL"


def proportional_hazards(rows: FollowUp, fit: CoxFit, names: tuple[str, ...]) -> dict[str, Test]:
    """For each covariate, and for all at once, the test that its coefficient is constant."""
    if fit.infinite.any():
        none = Test(statistic=None, degrees_of_freedom=None, p=None, method=METHOD)
        return dict.fromkeys((*names, GLOBAL), none)
    clock = _clock(rows, fit)
    sums, size = fit.sums, len(names)
    drift = sums.gradient(clock)
    constant, mixed, moving = (sums.information(each) for each in (None, clock, clock * clock))
    information = np.block([[constant, mixed], [mixed, moving]])
    tests = {}
    for k, name in enumerate(names):
        used = [*range(size), size + k]
        tests[name] = _score_test(information[np.ix_(used, used)], drift[[k]])
    tests[GLOBAL] = _score_test(information, drift)
    return tests


def _clock(rows: FollowUp, fit: CoxFit) -> Numbers:
    """Time as the share who had the event before, centred at its mean over the events."""
    survival = kaplan_meier(rows).survival
    before = 1 - np.concatenate(([1.0], survival[:-1]))
    tied = fit.sums.rows.tied
    return np.asarray(before - (before * tied).sum() / tied.sum())


def _score_test(information: Numbers, drift: Numbers) -> Test:
    whole = np.concatenate((np.zeros(len(information) - len(drift)), drift))
    freedom = len(drift)
    try:
        value = float(whole @ np.linalg.solve(information, whole))
    except np.linalg.LinAlgError:
        return Test(statistic=None, degrees_of_freedom=None, p=None, method=METHOD)
    return Test(
        statistic=value, degrees_of_freedom=freedom, p=float(chdtrc(freedom, max(value, 0.0))),
        method=METHOD,
    )  # fmt: skip
