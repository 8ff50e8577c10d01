"""Odds ratio. Oracle: Woolf's formula worked by hand for the counts 10, 20, 5, 40."""

from math import exp, log, sqrt

import pytest

from desist.programme.odds_ratio import TwoByTwo


def test_ratio_and_interval_of_a_table_worked_by_hand():
    table = TwoByTwo(group_with=10, group_without=20, other_with=5, other_without=40)

    # 10 x 40 / (20 x 5) = 4; standard error of its logarithm: root of 1/10 + 1/20 + 1/5 + 1/40.
    reach = 1.959964 * sqrt(0.375)
    assert table.odds_ratio == 4
    assert table.interval().low == pytest.approx(exp(log(4) - reach), rel=1e-6)
    assert table.interval().high == pytest.approx(exp(log(4) + reach), rel=1e-6)
