"""Bounds on hidden bias. The witness is the binomial law summed in plain Python."""

from math import comb

import pytest

from desist.evaluation.rosenbaum import rosenbaum
from desist.evaluation.unusable_data import UnusableData


def tail(least, n, p):
    return sum(comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(least, n + 1))


@pytest.mark.parametrize(("treated", "control"), [(60, 35), (12, 30), (5, 5), (9, 0)])
def test_bounds_are_binomial_tails(treated, control):
    found = rosenbaum(treated, control)
    more, n = max(treated, control), treated + control

    for each in found.bounds:
        assert each.p_high == pytest.approx(tail(more, n, each.gamma / (1 + each.gamma)))
        assert each.p_low == pytest.approx(tail(more, n, 1 / (1 + each.gamma)))


def test_the_bias_that_undoes_it_leaves_p_at_the_limit():
    gamma = rosenbaum(60, 35).tipping_gamma

    assert gamma > 1
    assert tail(60, 95, gamma / (1 + gamma)) == pytest.approx(0.05)


def test_the_direction_is_where_the_pairs_point():
    assert rosenbaum(60, 35).direction == "harm"
    assert rosenbaum(12, 30).direction == "benefit"


def test_without_an_effect_there_is_nothing_to_undo():
    found = rosenbaum(10, 9)

    assert found.tipping_gamma is None
    assert "nothing to undo" in found.warnings[0]


@pytest.mark.parametrize(("pairs", "asked"), [((0, 0), {}), ((-1, 3), {}), ((3, 1), {"alpha": 0})])
def test_what_cannot_be_is_refused(pairs, asked):
    with pytest.raises(UnusableData):
        rosenbaum(*pairs, **asked)
