"""Concordance, counted cleverly, against all pairs listed one by one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desist.evaluation.concordance import concordance, counts_in_prefix
from desist.evaluation.follow_up import follow_up


def listed(time, event, start, risk):
    """Agreeing, disagreeing, tied: every pair looked at."""
    agree = disagree = tied = 0
    for i in range(len(time)):
        if event[i] != 1:
            continue
        for j in range(len(time)):
            outlasts = time[j] > time[i] or (time[j] == time[i] and event[j] != 1)
            if j == i or not outlasts or start[j] >= time[i]:
                continue
            agree += risk[j] < risk[i]
            disagree += risk[j] > risk[i]
            tied += risk[j] == risk[i]
    return agree, disagree, tied


@pytest.mark.parametrize("seed", range(5))
def test_it_is_the_share_of_agreeing_pairs(seed):
    chance = np.random.default_rng(seed)
    n = 300
    time = chance.integers(2, 40, n)
    event = chance.integers(0, 2, n)
    start = np.where(chance.random(n) < 0.5, 0, chance.integers(0, 2, n))
    risk = chance.integers(0, 20, n).astype(float)
    agree, disagree, tied = listed(time, event, start, risk)

    found = concordance(follow_up(time, event, start), risk, level=0.95)

    assert found.estimate == pytest.approx((agree + tied / 2) / (agree + disagree + tied))
    assert found.low < found.estimate < found.high


@given(st.lists(st.integers(0, 30), min_size=1, max_size=400), st.data())
def test_counts_in_a_prefix_are_what_counting_gives(sequence, data):
    prefix = data.draw(st.integers(0, len(sequence)))
    asked = data.draw(st.integers(0, 31))
    below, equal = counts_in_prefix(np.array(sequence), np.array([prefix]), np.array([asked]))

    assert below[0] == sum(each < asked for each in sequence[:prefix])
    assert equal[0] == sequence[:prefix].count(asked)


def test_nobody_to_compare_is_said():
    found = concordance(follow_up([3, 3], [1, 1]), np.array([1.0, 2.0]), level=0.95)

    assert found.estimate is None
    assert found.warnings == ("no two people can be compared",)
