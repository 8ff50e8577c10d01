"""Log-rank: whether groups have the event at different rates."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.special import chdtrc

from desist.evaluation.follow_up import FollowUp
from desist.evaluation.quantity import Test
from desist.evaluation.time_grid import Places

METHOD = "log-rank test (Mantel 1966; Peto and Peto 1972), hypergeometric variance"


def log_rank(rows: FollowUp, group: Places, names: Sequence[str]) -> Test:
    """The test that all groups have the same hazard; ``group`` numbers them from nought."""
    counted = len(names)
    at_risk = np.stack([rows.at_risk_weighing((group == g) * 1.0) for g in range(counted)])
    happened = rows.event != 0
    events = np.stack(
        [
            np.bincount(rows.place[happened & (group == g)], minlength=len(rows.times))
            for g in range(counted)
        ]
    )
    some = events.sum(axis=0) > 0
    at_risk, events = at_risk[:, some], events[:, some]
    everybody, everything = at_risk.sum(axis=0), events.sum(axis=0)
    share = at_risk / everybody
    gap = (events - share * everything).sum(axis=1)
    spread = np.zeros_like(everybody)
    np.divide(everything * (everybody - everything), everybody - 1, out=spread, where=everybody > 1)
    variance = np.diag((spread * share).sum(axis=1)) - (spread * share) @ share.T
    return score_test(gap, variance, method=METHOD)


def score_test(score: np.ndarray, variance: np.ndarray, *, method: str) -> Test:
    """The chi-square of scores that add up to nought, the last one being left out."""
    used = np.flatnonzero(np.diag(variance)[:-1] > 0)
    if not used.size:
        return Test(statistic=None, degrees_of_freedom=None, p=None, method=method)
    core = variance[np.ix_(used, used)]
    value = float(score[used] @ np.linalg.solve(core, score[used]))
    freedom = len(used)
    return Test(
        statistic=value, degrees_of_freedom=freedom, p=float(chdtrc(freedom, value)), method=method
    )
