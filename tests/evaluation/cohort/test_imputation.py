"""Missing covariates drawn. Oracle: the values taken away, and the fit of the complete data."""

from dataclasses import replace
from datetime import date
from math import log

import numpy as np
import polars as pl
import pytest

from desist.evaluation.cohort.effect import outcome_over_time
from desist.evaluation.cohort.example import Invention, invented_cohort
from desist.evaluation.cohort.imputation import drawn, imputed_ratio
from desist.evaluation.cohort.report import evaluated
from tests.evaluation.cohort.by_hand import plan


def test_drawn_values_have_the_mean_and_the_spread_of_those_taken_away():
    chance = np.random.default_rng(1)
    beside = chance.normal(size=(4000, 1))
    true = np.column_stack([3 * beside[:, 0] + chance.normal(size=4000), chance.normal(size=4000)])
    table = true.copy()
    # Missing where the known column is high: the mean of the others is far off.
    gone = beside[:, 0] > 0.5
    table[gone, 0] = np.nan
    whole = drawn(table, beside, chance)

    assert (whole[~gone] == true[~gone]).all()
    assert whole[gone, 0].mean() == pytest.approx(true[gone, 0].mean(), abs=0.15)
    assert whole[gone, 0].std() == pytest.approx(true[gone, 0].std(), rel=0.08)


def test_everybody_imputed_comes_nearer_to_complete_data_than_complete_cases_do():
    cohort = invented_cohort(Invention(treated=600, control=900, calibration="ontario"))
    full = cohort.episodes.with_columns(age=pl.col("age").fill_null(40.0))
    gone = np.random.default_rng(3).random(full.height) < 0.2
    holes = full.with_columns(age=pl.when(pl.Series(gone)).then(None).otherwise(pl.col("age")))
    _, true = fitted(cohort, full)
    data, found = fitted(cohort, holes)
    one, other = imputed_ratio(data, found), imputed_ratio(data, found)

    assert one == other
    assert "seed 2007" in one.method
    assert one.complete_cases == found.adjusted
    aim = log(true.adjusted.estimate)
    away = abs(log(found.adjusted.estimate) - aim)
    assert abs(log(one.imputed.estimate) - aim) < away / 2
    # What was drawn must not pass for what was known.
    assert one.imputed.low < true.adjusted.low + 0.01
    assert imputed_ratio(*fitted(cohort, full)) is None


def fitted(cohort, episodes):
    chosen = plan(covariates=("age", "prior_sanctions"), extracted_on=date(2020, 6, 30))
    data = evaluated(replace(cohort, episodes=episodes), chosen)
    return data, outcome_over_time(data, "image", role="primary")
