"""Growth. Oracle: 238 to 1,296 in six years, worked out in the project's notes on evaluation."""

import pytest

from desist.programme.growth import growth_between


def test_ratio_increase_and_yearly_rate_are_three_figures():
    growth = growth_between(238, 1296, years=6)

    assert growth.ratio == pytest.approx(5.445, abs=0.001)
    assert growth.increase == pytest.approx(4.445, abs=0.001)
    assert growth.compound_rate == pytest.approx(0.326, abs=0.001)
    assert growth.doubling_years == pytest.approx(2.45, abs=0.01)


def test_what_shrinks_never_doubles():
    growth = growth_between(100, 25, years=2)

    assert growth.doubling_years is None
    assert (growth.increase, growth.compound_rate) == (-0.75, -0.5)


@pytest.mark.parametrize(("first", "last", "years"), [(0, 5, 1), (5, 0, 1), (5, 5, 0)])
def test_growth_from_nothing_or_in_no_time_is_refused(first, last, years):
    with pytest.raises(ValueError, match="above nought"):
        growth_between(first, last, years=years)
