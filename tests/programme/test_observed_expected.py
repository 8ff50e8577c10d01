"""Observed and expected.

Oracles: exact limits in the project's notes on evaluation, and scipy's chi-squared quantiles.
"""

import pytest
from scipy.special import chdtri

from desist.programme.observed_expected import observed_expected_interval


@pytest.mark.parametrize(
    ("observed", "expected", "low", "high"),
    [
        (39, 100, 0.277, 0.533),
        (12, 30.8, 0.201, 0.681),
        (238, 1, 208.7, 270.2),
        (1296, 1, 1226.4, 1368.5),
    ],
)
def test_limits_agree_with_those_worked_out_elsewhere(observed, expected, low, high):
    interval = observed_expected_interval(observed, expected)

    assert interval.low == pytest.approx(low, rel=0.002)
    assert interval.high == pytest.approx(high, rel=0.002)


@pytest.mark.parametrize("observed", [1, 2, 5, 30, 400, 1000])
def test_exact_limits_are_chi_squared_quantiles(observed):
    interval = observed_expected_interval(observed, 1.0)

    assert interval.method == "exact Poisson"
    assert interval.low == pytest.approx(chdtri(2 * observed, 0.975) / 2, rel=1e-9)
    assert interval.high == pytest.approx(chdtri(2 * observed + 2, 0.025) / 2, rel=1e-9)


def test_many_observed_are_approximated_to_four_figures_and_it_is_said():
    interval = observed_expected_interval(1001, 1.0)

    assert interval.method == "Byar"
    assert interval.low == pytest.approx(chdtri(2002, 0.975) / 2, rel=1e-4)
    assert interval.high == pytest.approx(chdtri(2004, 0.025) / 2, rel=1e-4)


def test_nobody_observed_leaves_an_upper_limit_only():
    interval = observed_expected_interval(0, 2.0)

    assert interval.low == 0
    assert interval.high == pytest.approx(3.688879 / 2, rel=1e-6)


@pytest.mark.parametrize(("observed", "expected"), [(-1, 5), (3, 0)])
def test_no_ratio_without_an_expectation(observed, expected):
    with pytest.raises(ValueError, match="expected count"):
        observed_expected_interval(observed, expected)
