"""Predictions against outcomes.

Oracles: R 4.2.2 ``glm``, survival 3.5-3, pROC 1.18.0 (oracles/calibration.R on oracles/cohort.csv);
under censoring, for which no package there computes all of it, the definitions written out in R.
"""

from itertools import pairwise

import numpy as np
import pytest

from desist.evaluation.calibration import CalibrationOptions, calibration
from desist.evaluation.unusable_data import UnusableData
from tests.evaluation import oracle

COHORT = oracle.columns("cohort")
THEIRS = {row["what"]: row for row in oracle.rows("calibration")}
PREDICTED = 1 / (1 + np.exp(2.2 - 0.35 * COHORT["prior"] + 0.02 * (COHORT["age"] - 44)))
AT_78 = CalibrationOptions(horizon=78)


def at_horizon(**how):
    return calibration(PREDICTED, COHORT["event"], time=COHORT["time"], options=AT_78, **how)


@pytest.mark.parametrize("name", ["auc", "in_the_large", "intercept", "slope", "brier"])
def test_measures_of_known_outcomes_agree_with_r(name):
    found = getattr(calibration(PREDICTED, COHORT["event"] == 1), name)

    assert found.estimate == pytest.approx(THEIRS[name]["value"], rel=1e-8)
    if THEIRS[name]["low"] is not None:
        assert found.low == pytest.approx(THEIRS[name]["low"], rel=1e-7)
        assert found.high == pytest.approx(THEIRS[name]["high"], rel=1e-7)


@pytest.mark.parametrize("name", ["observed", "in_the_large", "intercept", "slope", "brier", "auc"])
def test_measures_by_a_horizon_agree_with_the_definitions_in_r(name):
    found, theirs = getattr(at_horizon(), name), THEIRS[f"{name}_at_horizon"]

    assert found.estimate == pytest.approx(theirs["value"], rel=1e-8)
    if theirs["low"] is not None:
        assert (found.low, found.high) == pytest.approx((theirs["low"], theirs["high"]), rel=1e-7)


def test_the_ratio_of_known_outcomes_is_that_of_two_counts():
    result = calibration(PREDICTED, COHORT["event"] == 1)

    assert result.observed_expected.estimate == pytest.approx(106 / PREDICTED.sum())
    assert result.observed_expected.method == "exact Poisson interval"


def test_the_ratio_by_a_horizon_does_not_lose_those_who_left():
    result = at_horizon()
    lost = (COHORT["event"] == 0) & (COHORT["time"] < 78)

    assert result.unknown == lost.sum() > 0
    assert result.observed_expected.estimate == pytest.approx(
        THEIRS["observed_at_horizon"]["value"] / PREDICTED.mean()
    )
    assert any("left before the horizon" in each for each in result.warnings)


def test_bands_hold_everybody_once_in_order_of_prediction():
    bands = at_horizon().bands

    assert sum(band.n for band in bands) == 400
    assert all(one.highest < two.lowest for one, two in pairwise(bands))


def test_subgroups_are_measured_like_the_whole():
    result = at_horizon(by=COHORT["region"])
    north = COHORT["region"] == "north"
    alone = calibration(
        PREDICTED[north], COHORT["event"][north] == 1,
    )  # fmt: skip
    known = calibration(PREDICTED, COHORT["event"] == 1, by=COHORT["region"])

    assert [each.group for each in result.groups] == ["north", "south", "west"]
    assert known.groups[0].slope == alone.slope


def test_perfect_separation_has_no_slope_and_says_so():
    result = calibration([0.1, 0.2, 0.3, 0.7, 0.8, 0.9], [0, 0, 0, 1, 1, 1])

    assert result.slope.estimate is None
    assert "no finite value fits" in result.slope.warnings[0]
    assert result.auc.estimate == 1


def test_a_prediction_of_certainty_has_no_log_odds_and_says_so():
    result = calibration([0.0, 0.5, 0.5, 1.0], [0, 1, 0, 1])

    assert result.slope.estimate is None
    assert "exactly 0 or 1" in result.slope.warnings[0]
    assert result.brier.estimate == 0.125


def test_nobody_with_the_outcome_leaves_no_figure_without_a_word():
    result = calibration([0.1, 0.2, 0.3], [0, 0, 0])

    assert result.auc.estimate is None
    assert result.auc.warnings
    assert result.scaled_brier is None
    assert result.slope.estimate is None


def test_those_who_left_early_may_be_refused_instead_of_weighed():
    options = CalibrationOptions(horizon=78, censoring="refuse")
    with pytest.raises(UnusableData, match="left before 78"):
        calibration(PREDICTED, COHORT["event"], time=COHORT["time"], options=options)


@pytest.mark.parametrize(
    ("time", "horizon", "name"),
    [(None, 78, "no_time"), ([1, 2], None, "no_horizon"), ([1, 2], 3, "beyond_follow_up")],
)
def test_a_horizon_needs_times_and_somebody_followed_to_it(time, horizon, name):
    with pytest.raises(UnusableData) as caught:
        calibration([0.1, 0.2], [0, 1], time=time, options=CalibrationOptions(horizon=horizon))

    assert caught.value.name == name


def test_a_probability_in_per_cent_is_refused():
    with pytest.raises(UnusableData, match="not per cent"):
        calibration([10, 20], [0, 1])
