"""Two groups compared.

Oracles: R 4.2.2 ``fisher.test``, ``chisq.test`` and ``binom.test`` (oracles/two_group.R);
Newcombe's printed examples; the E-value of the Core SOTP evaluation as worked out in the project's
notes.
"""

import pytest

from desist.evaluation.two_group import two_group
from desist.evaluation.unusable_data import UnusableData
from tests.evaluation import oracle


@pytest.mark.parametrize("row", oracle.rows("two_group"))
def test_tests_and_conditional_odds_ratio_agree_with_r(row):
    result = two_group(*(int(row[name]) for name in ("a", "n", "c", "m")))
    conditional = result.conditional_odds_ratio

    assert result.fisher.p == pytest.approx(row["fisher_p"], rel=1e-8)
    assert result.chi_square.statistic == pytest.approx(row["chi_square"], rel=1e-12)
    assert result.chi_square.p == pytest.approx(row["chi_square_p"], rel=1e-10)
    for name, value in (
        ("conditional", conditional.estimate),
        ("conditional_low", conditional.low),
        ("conditional_high", conditional.high),
    ):
        # R searches between nought and one, for the reciprocal above one, to a tolerance of 1.2e-4.
        theirs = row[name]
        mine, theirs = (1 / value, 1 / theirs) if theirs > 1 else (value, theirs)
        assert mine == pytest.approx(theirs, abs=1.3e-4)
    assert result.treated.exact.low == pytest.approx(row["exact_low"], rel=1e-12)
    assert result.treated.exact.high == pytest.approx(row["exact_high"], rel=1e-12)


@pytest.mark.parametrize(
    ("treated", "control", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0000),
    ],
)
def test_the_difference_has_the_limits_that_newcombe_printed(treated, control, low, high):
    difference = two_group(*treated, *control).risk_difference

    assert difference.low == pytest.approx(low, abs=5e-5)
    assert difference.high == pytest.approx(high, abs=5e-5)


def test_the_core_sotp_counts_give_the_e_value_worked_out_for_them():
    value = two_group(256, 2562, 1058, 13219).confounding_e_value

    assert (round(value.estimate, 2), round(value.limit, 2)) == (1.81, 1.42)


def test_an_interval_that_holds_one_needs_no_confounder_to_explain_it():
    assert two_group(7, 90, 12, 201).confounding_e_value.limit == 1


def test_the_number_needed_runs_through_infinity_where_no_difference_is_possible():
    needed = two_group(7, 90, 12, 201).number_needed

    assert needed.crosses_zero
    assert [each.kind for each in needed.limits] == ["benefit", "harm"]
    assert needed.says == "harm 55.3 (benefit 25.3 to infinity to harm 10.4)"


def test_the_number_needed_of_a_clear_benefit_has_the_stronger_limit_first():
    needed = two_group(10, 200, 40, 200).number_needed

    assert (needed.kind, needed.crosses_zero) == ("benefit", False)
    assert needed.estimate == pytest.approx(1 / 0.15)
    assert needed.limits[0].number < needed.estimate < needed.limits[1].number


def test_an_empty_cell_is_said_and_gives_no_impossible_interval():
    result = two_group(0, 40, 6, 38)

    assert (result.odds_ratio.estimate, result.odds_ratio.low) == (0, 0)
    assert any("empty" in each for each in result.warnings)
    assert result.risk_ratio.method.endswith("a half added to every cell")


def test_nobody_with_the_event_is_no_ratio_and_says_why():
    result = two_group(0, 4, 0, 5)

    for ratio in (result.odds_ratio, result.risk_ratio, result.conditional_odds_ratio):
        assert ratio.estimate is None
        assert ratio.warnings
    assert result.number_needed.estimate is None


def test_an_infinite_ratio_has_a_lower_limit_only():
    result = two_group(6, 38, 0, 40)

    assert result.odds_ratio.estimate is None
    assert result.odds_ratio.high is None
    assert result.odds_ratio.low > 0
    assert "infinite" in result.odds_ratio.warnings[0]
    assert result.conditional_odds_ratio.low == pytest.approx(1 / 0.74524614914701892, rel=1e-3)


@pytest.mark.parametrize(
    ("counts", "name"),
    [((5, 0, 6, 38), "empty_group"), ((5, 4, 6, 38), "impossible_count")],
)
def test_impossible_counts_are_refused_by_name(counts, name):
    with pytest.raises(UnusableData) as caught:
        two_group(*counts)

    assert (caught.value.name, caught.value.where) == (name, "treated")
