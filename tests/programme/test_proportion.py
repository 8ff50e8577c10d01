"""Counts behind percentages.

Oracles: the counts and Wilson limits worked out for the article's claims in the project's notes on
evaluation (the table of quantitative claims), printed there to two or three figures; by
enumeration for the rest.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desist.programme.proportion import attainable_counts, largest_n, wilson_interval


@pytest.mark.parametrize(
    ("count", "n", "low", "high", "digits"),
    [
        (33, 341, 6.97, 13.28, 2),
        (35, 341, 7.47, 13.94, 2),
        (34, 201, 12.4, 22.7, 1),
        (35, 201, 12.8, 23.3, 1),
        (12, 201, 3.45, 10.1, 1),
        (13, 198, 3.88, 10.91, 2),
        (14, 198, 4.26, 11.52, 2),
        (43, 198, 16.5, 28.0, 1),
        (44, 198, 17.0, 28.5, 1),
        (7, 90, 3.82, 15.19, 2),
    ],
)
def test_wilson_limits_agree_with_those_worked_out_elsewhere(count, n, low, high, digits):
    interval = wilson_interval(count, n=n)

    assert 100 * interval.low == pytest.approx(low, abs=0.6 * 10**-digits)
    assert 100 * interval.high == pytest.approx(high, abs=0.6 * 10**-digits)


def test_wilson_limits_at_nobody_and_at_everybody():
    assert wilson_interval(0, n=20).low == 0
    assert wilson_interval(20, n=20).high == 1


@given(n=st.integers(1, 500), data=st.data())
def test_the_interval_holds_the_share_and_is_the_same_counted_from_the_other_side(n, data):
    count = data.draw(st.integers(0, n))
    one, other = wilson_interval(count, n=n), wilson_interval(n - count, n=n)

    assert 0 <= one.low <= count / n <= one.high <= 1
    assert one.low == pytest.approx(1 - other.high)


@pytest.mark.parametrize(("count", "n"), [(-1, 5), (6, 5), (0, 0)])
def test_no_interval_for_what_is_no_proportion(count, n):
    with pytest.raises(ValueError, match="no proportion"):
        wilson_interval(count, n=n)


@pytest.mark.parametrize(
    ("percentage", "n", "counts"),
    [
        ("10", 341, [33, 34, 35]),
        ("17", 201, [34, 35]),
        ("6.6", 198, [13]),
        ("7.1", 198, [14]),
        ("6.6", 201, []),
        ("7.1", 201, []),
        ("8", 90, [7]),
        ("100", 1000, list(range(995, 1001))),
        ("0", 10, [0]),
        ("12.5", 8, [1]),
    ],
)
def test_counts_that_round_to_a_percentage(percentage, n, counts):
    assert list(attainable_counts(percentage, n=n)) == counts


@given(n=st.integers(1, 300), decimals=st.integers(0, 2), data=st.data())
def test_a_count_is_always_among_those_that_its_own_percentage_may_stand_for(n, decimals, data):
    count = data.draw(st.integers(0, n))

    assert count in attainable_counts(f"{100 * count / n:.{decimals}f}", n=n)


def test_the_largest_sample_not_above_201_that_allows_both_one_decimal_figures_is_198():
    assert largest_n("6.6", at_most=201) == 198
    assert largest_n("7.1", at_most=201) == 198


def test_no_small_sample_allows_a_tenth_of_a_per_cent():
    assert largest_n("0.1", at_most=50) is None
