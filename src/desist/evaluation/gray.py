"""Gray's test: whether groups differ in the cumulative incidence of one kind of event."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from desist.evaluation.follow_up import FollowUp
from desist.evaluation.log_rank import score_test
from desist.evaluation.quantity import Test
from desist.evaluation.time_grid import Numbers, Places
from desist.evaluation.unusable_data import UnusableData

METHOD = "Gray's test, equal weights (Gray 1988, Ann. Stat. 16, 1141-1154)"


def gray_test(rows: FollowUp, group: Places, names: Sequence[str], *, cause: int = 1) -> Test:
    """The test that all groups have the same incidence of events of code ``cause``.

    Raises:
        UnusableData: named ``no_witness``: rows enter late, for which the test was not made.
    """
    if rows.start is not None:
        raise UnusableData(
            "no_witness", "Gray's test is not known for people who enter late",
            remedy="compare cause-specific hazards (cox), or leave out --start", where="start",
        )  # fmt: skip
    at_risk, mine, others = _counts(rows, group, len(names), cause)
    present = at_risk > 0
    share_mine, share_all = _over(mine, at_risk), _over(mine + others, at_risk)
    after = np.cumprod(1 - share_all, axis=1)
    before = np.concatenate((np.ones((len(names), 1)), after[:, :-1]), axis=1)
    own = np.cumsum(before * share_mine, axis=1)
    own_before = np.concatenate((np.zeros((len(names), 1)), own[:, :-1]), axis=1)
    # Those at risk, scaled up to all who have not had this kind of event or been censored.
    risk = np.where(present, _over(at_risk, before), 0.0)
    all_mine = mine.sum(axis=0)
    pooled = np.cumsum(_over(all_mine, risk.sum(axis=0)))
    pooled_before = np.concatenate(([0.0], pooled[:-1]))
    exposed = risk * (1 - own_before)
    gap = (mine - all_mine * _over(exposed, exposed.sum(axis=0))).sum(axis=1)
    variance = _variance(
        risk, _over(all_mine, risk.sum(axis=0) * (1 - pooled_before)),
        _mine_terms(at_risk, risk, before, all_mine), _other_terms(at_risk, before, others, after),
        _ratio_after(after, pooled, present), _other_ratio(after, pooled),
    )  # fmt: skip
    return score_test(gap, variance, method=METHOD)


def _counts(
    rows: FollowUp, group: Places, groups: int, cause: int
) -> tuple[Numbers, Numbers, Numbers]:
    """At risk, events of the cause, and others, by group, at times when something happens."""
    size = len(rows.times)
    some = rows.with_any_event > 0
    at_risk = [rows.at_risk_weighing((group == g) * 1.0)[some] for g in range(groups)]

    def by_group(happened: np.ndarray) -> Numbers:
        counts = np.bincount(rows.place[happened] + group[happened] * size, minlength=groups * size)
        return counts.reshape(groups, size)[:, some].astype(np.float64)

    mine = rows.event == cause
    return np.stack(at_risk), by_group(mine), by_group((rows.event != 0) & ~mine)


def _over(part: Numbers, whole: Numbers) -> Numbers:
    part, whole = np.broadcast_arrays(part, whole)
    return np.divide(part, whole, out=np.zeros(whole.shape), where=whole > 0)


def _mine_terms(at_risk: Numbers, risk: Numbers, before: Numbers, events: Numbers) -> Numbers:
    """The variance that events of the cause add to each group, ties counted."""
    total = risk.sum(axis=0)
    ties = 1 - np.where(events > 1, _over(events - 1, total * before - 1), 0.0)
    return np.where(at_risk > 0, _over(ties * before * events, total * at_risk), 0.0)


def _other_terms(at_risk: Numbers, before: Numbers, others: Numbers, after: Numbers) -> Numbers:
    """The variance that other events add to each group, ties counted."""
    ties = 1 - np.where(others > 1, _over(others - 1, at_risk - 1), 0.0)
    return np.where(after > 0, _over(ties * before**2 * others, at_risk**2), 0.0)


def _ratio_after(after: Numbers, pooled: Numbers, present: np.ndarray) -> Numbers:
    return np.where(present, 1 - np.where(after > 0, _over(1 - pooled, after), 0.0), 0.0)


def _other_ratio(after: Numbers, pooled: Numbers) -> Numbers:
    return _over(1 - pooled, after)


def _variance(
    risk: Numbers, rate: Numbers, mine: Numbers, others: Numbers, t: Numbers, u: Numbers
) -> Numbers:
    """The covariance of the scores (section 3 of the paper), all groups.

    With a(i,k) the weight of group k in the score of group i and c its integral, each group k
    adds (a - t c + t c_end)² at events of the cause, and (u c_end - u c)² at others.
    """
    total = risk.sum(axis=0)
    groups = len(risk)
    variance = np.zeros((groups, groups))
    for k in range(groups):
        weights = -risk * _over(risk[k], total)
        weights[k] += risk[k]
        running = np.cumsum(weights * rate, axis=1)
        end = running[:, -1:]
        at_mine = weights + t[k] * (end - running)
        at_others = u[k] * (end - running)
        variance += (at_mine * mine[k]) @ at_mine.T + (at_others * others[k]) @ at_others.T
    return variance
