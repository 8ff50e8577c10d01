"""The invented cohort: the same for a seed, and at the rates that it says."""

import numpy as np
import polars as pl
import pytest

from desist.evaluation.cohort.calibration import CALIBRATIONS
from desist.evaluation.cohort.example import Invention, invented_cohort
from desist.evaluation.unusable_data import UnusableData


def share(cohort, kind, days, arm):
    """The share of an arm with such an offence so many days after day 0, convicted or not yet."""
    people = cohort.episodes.filter(pl.col("arm") == arm)
    found = people.join(cohort.outcomes.filter(pl.col("kind") == kind), on="pseudonym")
    soon = (found["offended_on"] - found["day_0"]).dt.total_days() <= days
    return soon.sum() / people.height


def test_the_same_seed_gives_the_same_cohort_and_another_another():
    one, same, other = (invented_cohort(Invention(seed=seed)) for seed in (1, 1, 2))

    assert one.episodes.equals(same.episodes)
    assert one.outcomes.equals(same.outcomes)
    assert one.liberty.equals(same.liberty)
    assert not one.outcomes.equals(other.outcomes)


@pytest.mark.parametrize("calibration", ["england", "ontario"])
def test_rates_are_near_those_it_was_drawn_from(calibration):
    cohort = invented_cohort(Invention(treated=1, control=40_000, calibration=calibration))
    rate = CALIBRATIONS[calibration].rates["image"]

    found = share(cohort, "image", rate.horizon_days, "control")

    # Frailty, scores and deaths move the marginal rate a little off the hazard's.
    assert found == pytest.approx(rate.share, rel=0.15)


def test_treatment_multiplies_the_hazard_of_image_offences_and_no_other():
    cohort = invented_cohort(
        Invention(treated=40_000, control=40_000, hazard_ratio=2.0, calibration="ontario")
    )
    ratios = {
        kind: np.log1p(-share(cohort, kind, 1000, "treated"))
        / np.log1p(-share(cohort, kind, 1000, "control"))
        for kind in ("image", "other")
    }

    assert ratios["image"] == pytest.approx(2.0, rel=0.2)
    assert ratios["other"] == pytest.approx(1.0, rel=0.12)


def test_those_who_complete_are_selected_by_what_the_predictor_does_not_know():
    cohort = invented_cohort(Invention(treated=40_000, control=1, calibration="ontario"))
    people = cohort.episodes.filter(pl.col("started_on").is_not_null())
    found = people.join(
        cohort.outcomes.filter(pl.col("kind") == "other").unique("pseudonym"), on="pseudonym",
        how="left",
    ).group_by(pl.col("completed_on").is_not_null()).agg(
        share=pl.col("kind").is_not_null().mean()
    )  # fmt: skip
    shares = dict(found.iter_rows())

    assert shares[True] < 0.8 * shares[False]


@pytest.mark.parametrize("wrong", [
    {"treated": 0}, {"hazard_ratio": 0.0}, {"calibration": "mars"},
])  # fmt: skip
def test_what_cannot_be_drawn_is_refused(wrong):
    with pytest.raises(UnusableData):
        invented_cohort(Invention(**wrong))
