"""Exact limits, checked against the definition by exact rational arithmetic."""

from fractions import Fraction
from math import comb

import pytest

from desist.evaluation.exact_two_by_two import conditional_odds_ratio, fisher_p


def tail(a, b, c, d, *, odds_ratio, at_least):
    """The probability of ``a`` or more (or fewer) in the first cell, in fractions."""
    n, m, events = a + b, c + d, a + c
    weights = {
        x: comb(n, x) * comb(m, events - x) * Fraction(odds_ratio) ** x
        for x in range(max(0, events - m), min(n, events) + 1)
    }
    far = sum(w for x, w in weights.items() if (x >= a if at_least else x <= a))
    return float(far / sum(weights.values()))


@pytest.mark.parametrize("cells", [(3, 7, 1, 11), (7, 83, 12, 189), (25, 5, 9, 30)])
def test_each_limit_leaves_two_and_a_half_per_cent_beyond_it(cells):
    result = conditional_odds_ratio(*cells)

    assert tail(*cells, odds_ratio=result.low, at_least=True) == pytest.approx(0.025, abs=1e-9)
    assert tail(*cells, odds_ratio=result.high, at_least=False) == pytest.approx(0.025, abs=1e-9)


def test_fishers_tea_tasting():
    assert fisher_p(3, 1, 1, 3) == pytest.approx(34 / 70)
