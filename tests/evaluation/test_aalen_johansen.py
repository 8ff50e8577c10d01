"""Cumulative incidence and its standard errors.

Oracles: R 4.2.2, survival 3.5-3 ``survfit`` (oracles/competing.R on oracles/cohort.csv); for
several spells of one person, which R refuses where there are gaps, the derivative of the curve by
the weight of each person, taken numerically.
"""

import numpy as np
import pytest

from desist.evaluation.aalen_johansen import aalen_johansen
from desist.evaluation.follow_up import follow_up
from tests.evaluation import oracle

ROWS = oracle.rows("competing")
COHORT = oracle.columns("cohort")


@pytest.mark.parametrize("entry", ["from_day_0", "late"])
@pytest.mark.parametrize("group", [0, 1])
@pytest.mark.parametrize("cause", [1, 2])
def test_incidence_and_errors_agree_with_r(entry, group, cause):
    chosen = COHORT["treated"] == group
    start = COHORT["start"][chosen] if entry == "late" else None
    rows = follow_up(COHORT["time"][chosen], COHORT["event"][chosen], start)
    found = aalen_johansen(rows, cause)
    seen = 0
    for row in ROWS:
        key = (row["what"], row["entry"], row["group"], row["cause"])
        if key != ("incidence log-log", entry, group, cause):
            continue
        seen += 1
        place = np.searchsorted(found.time, float(row["name"]), side="right") - 1
        assert found.incidence[place] == pytest.approx(row["value"], rel=1e-10)
        assert found.standard_error[place] == pytest.approx(row["se"], rel=1e-9)
    assert seen == 4


def incidence_by_hand(time, event, start, weight, until):
    """The curve at one time with a weight for each row, step by step."""
    survival, incidence = 1.0, 0.0
    for t in np.unique(time[time <= until]):
        risk = weight[(start < t) & (time >= t)].sum()
        now = time == t
        incidence += survival * weight[now & (event == 1)].sum() / risk
        survival *= 1 - weight[now & (event != 0)].sum() / risk
    return incidence


@pytest.mark.parametrize("until", [8, 15, 22])
def test_spells_of_one_person_are_taken_together(until):
    chance = np.random.default_rng(5)
    people, spells = 40, 3
    starts = np.cumsum(chance.integers(1, 5, (people, 2 * spells)), axis=1)
    person = np.repeat(np.arange(people), spells)
    start, time = starts[:, ::2].ravel().astype(float), starts[:, 1::2].ravel().astype(float)
    event = np.where(np.arange(people * spells) % spells == 2, chance.integers(0, 3, len(time)), 0)
    step = 1e-6
    influence = []
    for each in range(people):
        up, down = np.ones(len(time)), np.ones(len(time))
        up[person == each] += step
        down[person == each] -= step
        gap = [incidence_by_hand(time, event, start, w, until) for w in (up, down)]
        influence.append((gap[0] - gap[1]) / (2 * step))

    shuffled = chance.permutation(len(time))
    rows = follow_up(time[shuffled], event[shuffled], start[shuffled])
    found = aalen_johansen(rows, person=person[shuffled])
    place = np.searchsorted(found.time, until, side="right") - 1

    by_hand = incidence_by_hand(time, event, start, np.ones(len(time)), until)
    assert found.incidence[place] == pytest.approx(by_hand, rel=1e-12)
    assert found.standard_error[place] == pytest.approx(np.linalg.norm(influence), rel=1e-6)


def test_the_shares_of_all_causes_and_of_nobody_add_up_to_one():
    rows = follow_up(COHORT["time"], COHORT["event"])
    causes = [aalen_johansen(rows, cause).incidence for cause in (1, 2)]
    alive = np.cumprod(1 - rows.with_any_event / rows.at_risk)

    assert sum(causes) + alive == pytest.approx(np.ones(len(alive)))


def test_the_last_person_having_the_event_leaves_a_finite_error():
    found = aalen_johansen(follow_up([1, 2, 3], [2, 0, 1]))

    assert np.isfinite(found.standard_error).all()
    assert found.incidence[-1] == pytest.approx(2 / 3)
