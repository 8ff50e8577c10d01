"""Means, deviations and ranges that can or cannot belong together.

Oracles: the example that introduces the GRIM test (a mean of 5.19 from 28 whole numbers; Brown and
Heathers 2017), sums worked by hand, and the enumeration of every small sample.
"""

from itertools import combinations_with_replacement
from statistics import mean, pstdev, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desist.programme.printed_figure import span_of
from desist.programme.summary_statistics import (
    Summary,
    Totals,
    attainable_sums,
    least_maximum,
    nearest_smaller_n,
    squares_limits,
    summary_problems,
)


def summary(n, mean_printed, sd_printed, lowest=None, highest=None, *, whole_numbers=True):
    return Summary(
        n=n,
        mean=span_of(mean_printed),
        sd=span_of(sd_printed),
        lowest=lowest,
        highest=highest,
        whole_numbers=whole_numbers,
    )


def test_the_published_example_of_an_unattainable_mean():
    # 145 / 28 = 5.18 and 146 / 28 = 5.21.
    assert list(summary_problems(summary(28, "5.19", "1.34"))) == ["mean_unattainable"]
    assert list(summary_problems(summary(28, "5.18", "1.34"))) == []


def test_what_is_measured_and_not_counted_may_have_any_mean():
    assert list(summary_problems(summary(28, "5.19", "1.34", whole_numbers=False))) == []


def test_a_deviation_can_be_unattainable_where_the_mean_is_not():
    # The sum must be 12, so the sum of squares is even. 40 gives .564 or .562, 42 gives .578 or
    # .576 (divisors 122 and 123): nothing rounds to .57.
    printed = summary(123, ".10", ".57", 0, 5)

    assert list(attainable_sums(printed)) == [12]
    assert list(summary_problems(printed)) == ["sd_unattainable"]
    assert nearest_smaller_n(printed) == 122


def test_a_range_of_one_value_allows_no_spread():
    assert list(summary_problems(summary(123, ".40", "1.3", 0, 0))) == ["range_without_spread"]


def test_a_mean_lies_within_its_range():
    assert list(summary_problems(summary(10, "6.0", "1.0", 0, 5))) == ["mean_outside_range"]


def test_a_range_bounds_the_deviation():
    # Ten people, half at 0 and half at 4, deviate by 2.11; nobody can deviate by more.
    assert list(summary_problems(summary(10, "2.0", "2.11", 0, 4))) == []
    assert list(summary_problems(summary(10, "2.0", "2.36", 0, 4))) == [
        "spread_impossible_in_range"
    ]


def test_both_ends_of_a_range_occur_so_that_the_deviation_has_a_least_value():
    # Four people from 0 to 10 with mean 5: at least 0, 5, 5, 10.
    assert list(summary_problems(summary(4, "5.0", "4.08", 0, 10))) == []
    assert list(summary_problems(summary(4, "5.0", "3.56", 0, 10))) == [
        "spread_impossible_in_range"
    ]


def test_in_a_very_large_sample_only_the_range_is_looked_at():
    assert list(summary_problems(summary(10**9, ".40", "1.3"))) == []
    assert list(summary_problems(summary(10**9, ".40", "1.3", 0, 1))) == [
        "spread_impossible_in_range"
    ]


@pytest.mark.parametrize("n", [1, 2, 3, 5])
@pytest.mark.parametrize("highest", [0, 1, 3])
def test_limits_of_squares_are_those_of_all_samples_there_are(n, highest):
    for lowest in (-1, 0):
        found = {}
        for values in combinations_with_replacement(range(lowest, highest + 1), n):
            if (min(values), max(values)) == (lowest, highest):
                found.setdefault(sum(values), []).append(sum(v * v for v in values))
        whole = summary(n, "0", "0", lowest, highest)
        for total in range(n * lowest - 2, n * highest + 3):
            squares = found.get(total)
            expected = (min(squares), max(squares)) if squares else None
            assert squares_limits(whole, total) == expected


@given(values=st.lists(st.integers(0, 9), min_size=2, max_size=40), decimals=st.integers(1, 2))
def test_no_real_sample_is_ever_called_impossible(values, decimals):
    for deviation in (stdev, pstdev):
        printed = summary(
            len(values),
            f"{mean(values):.{decimals}f}",
            f"{deviation(values):.{decimals}f}",
            min(values),
            max(values),
        )
        assert list(summary_problems(printed)) == []


def test_squares_beyond_the_sum_mean_that_somebody_had_several():
    # 49 convictions whose squares add up to 211: nobody above 4 makes at most 12 x 16 + 1.
    assert least_maximum(Totals(total=49, squares=211)) == 5
    assert least_maximum(Totals(total=12, squares=12)) == 1
    assert least_maximum(Totals(total=0, squares=0)) == 0
