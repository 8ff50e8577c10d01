"""Kaplan-Meier, log-rank, medians and restricted means.

Oracle: R 4.2.2, survival 3.5-3 (oracles/survival.R on oracles/cohort.csv). Log-rank under late
entry: the score test of ``coxph``, which is the same test where no events are tied.
"""

import numpy as np
import pytest

from desist.evaluation.survival import SurvivalOptions, survival
from desist.evaluation.unusable_data import UnusableData
from tests.evaluation import oracle

ROWS = oracle.rows("survival")
COHORT = oracle.columns("cohort")


def computed(*, late, scale="log-log"):
    return survival(
        COHORT["time"],
        COHORT["event"] == 1,
        start=COHORT["start"] if late else None,
        by=COHORT["treated"].astype(int),
        options=SurvivalOptions(at=(10, 52, 104, 200), until=180, scale=scale),
    )


@pytest.mark.parametrize("scale", ["log-log", "log", "plain"])
@pytest.mark.parametrize("entry", ["from_day_0", "late"])
def test_curves_medians_and_means_agree_with_r(entry, scale):
    result = computed(late=entry == "late", scale=scale)
    groups = {float(each.group): each for each in result.groups}
    seen = 0
    for row in ROWS:
        if row["scale"] != scale or not row["what"].endswith(entry):
            continue
        group = groups[row["group"]]
        seen += 1
        if row["what"] == f"median_{entry}":
            found = group.median
            assert (found.estimate, found.low, found.high) == (
                row["estimate"], row["low"], row["high"],
            )  # fmt: skip
        elif row["what"] == f"mean_{entry}":
            found = group.restricted_mean
            error = (found.high - found.low) / 2 / 1.959963984540054
            assert found.estimate == pytest.approx(row["estimate"], rel=1e-10)
            assert error == pytest.approx(row["se"], rel=1e-10)
        else:
            found = next(each for each in group.at if each.time == row["time"])
            assert found.estimate == pytest.approx(row["estimate"], rel=1e-10)
            assert found.standard_error == pytest.approx(row["se"], rel=1e-10)
            assert (found.low, found.high) == pytest.approx((row["low"], row["high"]), rel=1e-9)
            assert found.at_risk == row["at_risk"]
    assert seen == 12


@pytest.mark.parametrize("by", ["treated", "region"])
def test_the_log_rank_test_agrees_with_r(by):
    result = survival(COHORT["time"], COHORT["event"] == 1, by=COHORT[by])
    theirs = next(r for r in ROWS if r["what"] == "log_rank" and r["group"] == by)

    assert result.log_rank.statistic == pytest.approx(theirs["estimate"], rel=1e-10)
    assert result.log_rank.p == pytest.approx(theirs["p"], rel=1e-9)


def test_the_log_rank_test_agrees_with_r_where_people_enter_late():
    untied = COHORT["time"] + np.arange(1, 401) % 401 / 1000
    result = survival(untied, COHORT["event"] == 1, start=COHORT["start"], by=COHORT["region"])
    theirs = next(r for r in ROWS if r["what"] == "log_rank_late_untied")

    assert result.log_rank.statistic == pytest.approx(theirs["estimate"], rel=1e-9)
    assert result.log_rank.degrees_of_freedom == 2


def test_nobody_followed_so_long_is_no_probability_and_is_said():
    result = survival([5, 8, 9], [1, 0, 0], options=SurvivalOptions(at=(20,)))

    assert result.groups[0].at[0].estimate is None
    assert result.groups[0].at[0].warnings == ("nobody was followed to 20: the last was to 9",)


def test_a_median_that_is_not_reached_is_said():
    result = survival([5, 8, 9], [1, 0, 0])

    assert result.groups[0].median.estimate is None
    assert "not reached" in result.groups[0].median.warnings[0]


def test_a_curve_at_nought_has_no_interval_and_says_so():
    found = survival([5, 5], [1, 1], options=SurvivalOptions(at=(5,))).groups[0].at[0]

    assert (found.estimate, found.low, found.high) == (0, None, None)
    assert "reached nought" in found.warnings[0]


def test_everybody_censored_is_a_curve_at_one_with_a_warning():
    result = survival([5, 8], [0, 0], by=["a", "b"], options=SurvivalOptions(at=(5,)))

    assert result.groups[0].at[0].estimate == 1
    assert result.log_rank is None
    assert "everybody is censored" in result.warnings[0]


def test_everything_tied_at_one_time_is_still_a_curve():
    result = survival([7] * 4, [1, 1, 0, 0], by=["a", "b"] * 2, options=SurvivalOptions(at=(7,)))

    assert [each.at[0].estimate for each in result.groups] == [0.5, 0.5]


def test_a_curve_that_late_entrants_cannot_raise_again_is_said():
    result = survival([2, 9, 9], [1, 1, 0], start=[0, 3, 3])

    assert "everybody at risk at 2 has the event" in result.warnings[0]


def test_competing_events_are_counted_in_a_warning():
    assert "1 rows end in a competing event" in survival([2, 9, 9], [1, 2, 0]).warnings[0]


@pytest.mark.parametrize(
    ("time", "event", "start", "name", "where"),
    [
        ([1, -2], [1, 0], None, "negative_time", "time"),
        ([1, 2], [1, 0], [0, 2], "event_before_entry", "time"),
        ([1, 2], [1, 0], [-1, 0], "negative_time", "start"),
        ([1, 2], [1, 0.5], None, "impossible_event", "event"),
        ([1, float("nan")], [1, 0], None, "not_finite", "time"),
        ([1, 2], [1], None, "lengths_differ", "event"),
        ([], [], None, "empty_group", "time"),
    ],
)
def test_impossible_follow_up_is_refused_by_name(time, event, start, name, where):
    with pytest.raises(UnusableData) as caught:
        survival(time, event, start=start)

    assert (caught.value.name, caught.value.where) == (name, where)


def test_a_mean_beyond_the_follow_up_of_a_group_is_refused():
    with pytest.raises(UnusableData, match="beyond_follow_up"):
        survival([5, 8], [1, 0], options=SurvivalOptions(until=9))
