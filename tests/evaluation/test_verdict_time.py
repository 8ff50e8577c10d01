"""The living evaluation, simulated: the figures of the reference with fewer replicates.

The whole reproduction, with 2,000 replicates, is bench/living_evaluation.py.
"""

import pytest

from desist.evaluation.completer_selection import completer_selection
from desist.evaluation.living_evaluation import Volumes, simulated
from desist.evaluation.unusable_data import UnusableData
from desist.evaluation.verdict_time import verdict_times

CORE_SOTP = {
    "treated": 2562, "control": 13219, "release_years": 13, "control_rate": 0.08,
    "rate_horizon": 8.2,
}  # fmt: skip


def rules(result):
    return {each.rule: each for each in result.rules}


@pytest.fixture(scope="module")
def harmful():
    volumes = Volumes(**CORE_SOTP, hazard_ratio=1.2636, watched_years=17)
    return verdict_times(
        volumes, claims=(0.39, 0.5, 0.738), years=(5, 8, 12, 17), replicates=150, planned=(3, 17)
    )


def test_as_many_reoffences_are_known_as_in_the_reference(harmful):
    assert harmful.events_treated == pytest.approx((29, 74, 157, 274), rel=0.02, abs=1)
    assert harmful.events_control == pytest.approx((121, 303, 646, 1134), rel=0.02)


@pytest.mark.parametrize(("claim", "median"), [("0.39", 2.75), ("0.5", 3.25), ("0.738", 5.25)])
def test_claims_are_refuted_when_the_reference_says(harmful, claim, median):
    found = rules(harmful)[f"claim of {claim} or less refuted"]

    assert found.median == pytest.approx(median, abs=0.5)


def test_other_rules_decide_about_as_often_as_in_the_reference(harmful):
    found = rules(harmful)

    # Three standard errors of 150 replicates.
    assert found["one log-rank test at that year alone"].by_year[2] == pytest.approx(0.74, abs=0.11)
    planned = found["Lan-DeMets O'Brien-Fleming, yearly"]
    assert planned.by_year[3] == pytest.approx(0.921, abs=0.07)
    assert found["harm"].by_year[3] == pytest.approx(0.796, abs=0.1)
    assert found["benefit"].by_year[3] < 0.02


def errors(strata):
    volumes = Volumes(**CORE_SOTP, hazard_ratio=1, shape=0.6, treated_from=3)
    found = verdict_times(volumes, years=(25,), replicates=60, strata=strata)
    return rules(found)["harm"].by_year[0]


def test_pooled_counts_find_harm_where_there_is_none():
    assert errors("pooled") > 0.3


@pytest.mark.parametrize("strata", ["year", "cohort"])
def test_strata_do_not_with_staggered_entry_falling_hazard_and_late_convictions(strata):
    assert errors(strata) <= 0.1


def test_nobody_is_at_risk_before_release_nor_known_before_the_lag():
    batch = next(simulated(Volumes(**CORE_SOTP, hazard_ratio=1), replicates=3, seed=1))

    assert batch.at_risk_treated[:, :4].sum() == 0
    assert batch.at_risk_treated[:, 4].sum() > 0
    assert (batch.events_control <= batch.at_risk_control).all()


def test_the_same_seed_gives_the_same_replicates():
    volumes = Volumes(**CORE_SOTP, hazard_ratio=1, watched_years=14)
    one, other = (next(simulated(volumes, replicates=2, seed=8)) for _ in range(2))

    assert (one.events_treated == other.events_treated).all()


@pytest.mark.parametrize(
    ("variance", "slope", "completers", "dropouts"),
    [
        (0.5, -1, 0.87, 1.30), (0.5, -2, 0.79, 1.49), (0.5, -4, 0.71, 1.67),
        (1, -1, 0.77, 1.55), (1, -2, 0.65, 1.82), (1, -4, 0.56, 2.02),
        (2, -1, 0.60, 1.94), (2, -2, 0.46, 2.27), (2, -4, 0.38, 2.45),
    ],
)  # fmt: skip
def test_completers_do_better_than_predicted_with_no_effect_at_all(
    variance, slope, completers, dropouts
):
    found = completer_selection(variance=variance, slope=slope)

    assert found.completers == pytest.approx(completers, abs=0.01)
    assert found.dropouts == pytest.approx(dropouts, abs=0.025)
    assert 0.7 * found.completers + 0.3 * found.dropouts == pytest.approx(1, abs=1e-9)


def test_without_selection_nothing_shows():
    found = completer_selection(variance=1, slope=0)

    assert (found.completers, found.dropouts) == (pytest.approx(1), pytest.approx(1))


def test_impossible_volumes_and_selections_are_refused():
    with pytest.raises(UnusableData):
        Volumes(**CORE_SOTP, hazard_ratio=0)
    with pytest.raises(UnusableData):
        completer_selection(variance=0, slope=-1)
