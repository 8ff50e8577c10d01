"""Observed against expected.

Oracles: R 4.2.2 ``poisson.test``, ``ppois`` and ``PoissonBinomial::dpbinom``
(oracles/observed_expected.R); the figures of the project's notes (39 of 100, 12 of 30.8).
"""

import tomllib

import numpy as np
import pytest

from desist.catalogue.load import SHIPPED
from desist.evaluation.observed_expected import observed_expected, observed_expected_of
from desist.evaluation.poisson_binomial import poisson_binomial
from desist.evaluation.unusable_data import UnusableData
from desist.programme.observed_expected import observed_expected_interval
from tests.evaluation import oracle


def probabilities(n):
    return (np.arange(1, n + 1) * 37 % 101 + 1) / 250


@pytest.mark.parametrize("row", oracle.rows("observed_expected"))
def test_intervals_and_tests_agree_with_r(row):
    observed = int(row["observed"])
    result = observed_expected_of(probabilities(int(row["n"])), observed=observed)

    assert result.expected == pytest.approx(row["expected"], rel=1e-12)
    assert result.low == pytest.approx(row["low"], rel=1e-9)
    assert result.high == pytest.approx(row["high"], rel=1e-9)
    for test, prefix in ((result.poisson, ""), (result.poisson_binomial, "pb_")):
        for name in ("two_sided", "this_few", "this_many"):
            theirs = row[prefix + name]
            assert getattr(test, name) == pytest.approx(theirs, rel=1e-7, abs=1e-14)


@pytest.mark.parametrize(
    ("observed", "expected", "low", "high"), [(39, 100, 0.277, 0.533), (12, 30.8, 0.201, 0.681)]
)
def test_the_ratio_of_the_article_has_the_interval_worked_out_elsewhere(
    observed, expected, low, high
):
    result = observed_expected(observed, expected)

    assert (round(result.low, 3), round(result.high, 3)) == (low, high)
    assert result.byar.low == pytest.approx(low, abs=0.002)
    assert result.byar.high == pytest.approx(high, abs=0.002)


def test_it_agrees_with_the_ground_floor_where_that_is_exact():
    ours, theirs = observed_expected(12, 30.8), observed_expected_interval(12, 30.8)

    assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high))


def test_outcomes_may_be_given_one_by_one():
    chances = probabilities(20)
    result = observed_expected_of(chances, [1, 0] * 10)

    assert (result.observed, result.n) == (10, 20)
    assert result.expected == pytest.approx(chances.sum())


@pytest.mark.parametrize(
    ("observed", "expected", "name"),
    [(12, None, "count_missing"), (None, 3.0, "count_missing"), (3, 0.0, "nothing_expected"),
     (-1, 3.0, "impossible_count")],
)  # fmt: skip
def test_no_ratio_without_both_counts(observed, expected, name):
    with pytest.raises(UnusableData) as caught:
        observed_expected(observed, expected)

    assert caught.value.name == name


@pytest.mark.parametrize(
    ("probability", "outcome", "name", "rows"),
    [([0.1, 12], [0, 1], "impossible_probability", (1,)), ([0.1, 0.2], [0, 2],
     "impossible_outcome", (1,)), ([], [], "empty_group", ())],
)  # fmt: skip
def test_what_is_no_probability_or_outcome_is_refused_by_row(probability, outcome, name, rows):
    with pytest.raises(UnusableData) as caught:
        observed_expected_of(probability, outcome)

    assert (caught.value.name, caught.value.rows) == (name, rows)


def test_many_people_by_transform_agree_with_few_at_a_time():
    chances = probabilities(5000)
    joined = np.convolve(poisson_binomial(chances[:1900]), poisson_binomial(chances[1900:3800]))
    whole = np.convolve(joined, poisson_binomial(chances[3800:]))

    assert poisson_binomial(chances) == pytest.approx(whole, abs=1e-14)


def test_none_observed_is_said():
    assert "none was observed" in observed_expected(0, 9.0).warnings[0]


def test_men_whom_nobody_treated_are_65_per_cent_below_the_rates_of_1979():
    """The guide's example. Oracles: the catalogue's rates of 1979, and 4.6% of online offenders
    (Seto, Hanson and Babchishin 2011); 4.6 / 13 and 4.6 / 3 by hand.
    """
    file = SHIPPED / "static_risk" / "rm2000.v1.toml"
    rates = {
        each["band"]: each["rate"]
        for each in tomllib.loads(file.read_text(encoding="utf-8"))["rate"]
        if (each["scale"], each["horizon_years"]) == ("sexual", 5)
    }
    standard = observed_expected(46, 1000 * rates["medium"])
    adapted = observed_expected(46, 1000 * rates["low"])

    assert standard.estimate == pytest.approx(0.354, abs=5e-4)
    assert standard.high < 0.5
    assert adapted.estimate == pytest.approx(1.533, abs=5e-4)
    assert adapted.low > 1
