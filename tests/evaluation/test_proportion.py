"""Proportions. Oracle of the exact limits: R 4.2.2 ``binom.test`` (see test_two_group)."""

import pytest

from desist.evaluation.proportion import attainable, proportion
from desist.evaluation.unusable_data import UnusableData


def test_thirteen_of_198_has_the_wilson_limits_worked_out_elsewhere():
    result = proportion(13, 198)

    assert (round(result.low, 4), round(result.high, 4)) == (0.0388, 0.1091)
    assert result.method == "Wilson score interval"


def test_the_exact_interval_is_the_wider_one_and_ends_at_nought_and_one():
    nobody, everybody = proportion(0, 20), proportion(20, 20)

    assert (nobody.exact.low, everybody.exact.high) == (0, 1)
    assert nobody.exact.high == pytest.approx(1 - 0.025 ** (1 / 20))
    assert proportion(3, 20).exact.high > proportion(3, 20).high


def test_a_higher_level_is_a_wider_interval_and_is_named():
    assert proportion(3, 20, level=0.99).high > proportion(3, 20).high
    assert proportion(3, 20, level=0.99).exact.level == 0.99


@pytest.mark.parametrize(
    ("counts", "name"), [((1, 0), "empty_group"), ((3, 2), "impossible_count")]
)
def test_what_is_no_proportion_is_refused_by_name(counts, name):
    with pytest.raises(UnusableData) as caught:
        proportion(*counts)

    assert caught.value.name == name


def test_the_counts_that_round_to_a_percentage_come_with_their_intervals():
    result = attainable("17", n=201)

    assert result.counts == (34, 35)
    assert (result.lowest.estimate, result.highest.estimate) == (34 / 201, 35 / 201)


def test_a_percentage_that_no_count_rounds_to_names_the_largest_sample_that_allows_it():
    result = attainable("6.6", n=201)

    assert (result.attainable, result.counts, result.lowest) == (False, (), None)
    assert result.largest_n == 198
    assert result.warnings == ("no whole number of 201 rounds to 6.6%",)


def test_more_decimals_may_have_been_printed_than_are_typed():
    assert attainable("7", n=201).counts == (14, 15)
    assert attainable("7", n=201, decimals=1).counts == (14,)


@pytest.mark.parametrize(
    ("percentage", "decimals", "name"),
    [("7x", None, "no_percentage"), ("101", None, "no_percentage"), ("7.12", 1, "wrong_decimals")],
)
def test_what_is_no_percentage_is_refused_by_name(percentage, decimals, name):
    with pytest.raises(UnusableData) as caught:
        attainable(percentage, n=10, decimals=decimals)

    assert caught.value.name == name
