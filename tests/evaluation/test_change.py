"""Change of scores. The witness is Jacobson and Truax's own worked example (1991).

Marital satisfaction, higher is better: clinical mean 84.7, normal 114, both with standard
deviation 10 in their illustration of the cut-offs; a person goes from 32.5 to 47.5 with standard
deviation 7.5 and reliability .80, whose index they print as 3.16 (standard error of difference
4.74).
"""

import numpy as np
import pytest

from desist.evaluation.change import change
from desist.evaluation.change_scale import Scale
from desist.evaluation.unusable_data import UnusableData

EXAMPLE = {"sd": 7.5, "reliability": 0.8}


def one(before, after, **scale):
    """The first of two people; the second did not move."""
    given = {**EXAMPLE, "better": "higher", **scale}
    return change(np.array([before, 40.0]), np.array([after, 40.0]), scale=Scale(**given))


def test_the_index_is_the_one_jacobson_and_truax_print():
    found = one(32.5, 47.5)

    assert found.standard_error_of_difference == pytest.approx(4.74, abs=0.005)
    assert found.people[0].reliable_change_index == pytest.approx(3.16, abs=0.005)


def test_the_cut_offs_are_two_deviations_from_either_mean_and_halfway_by_spread():
    found = one(32.5, 47.5, clinical_mean=40, clinical_sd=7.5, normal_mean=60, normal_sd=7.5)

    assert (found.cut_offs.a, found.cut_offs.b, found.cut_offs.c) == (55, 45, 50)
    assert found.cut_offs.used == "c"
    uneven = one(1, 2, clinical_mean=40, clinical_sd=10, normal_mean=60, normal_sd=5)
    assert uneven.cut_offs.c == pytest.approx((10 * 60 + 5 * 40) / 15)


GROUPS = {"clinical_mean": 40, "clinical_sd": 7.5, "normal_mean": 60, "normal_sd": 7.5}


@pytest.mark.parametrize(
    ("before", "after", "name"),
    [
        (32.5, 47.5, "improved"), (38, 52, "recovered"), (45, 51, "unchanged"),
        (40, 30, "deteriorated"), (55, 60, "already_normal"), (58, 40, "deteriorated"),
    ],
)  # fmt: skip
def test_each_person_is_of_one_class(before, after, name):
    assert one(before, after, **GROUPS).people[0].change_class == name


@pytest.mark.parametrize(("before", "after", "name"), [(55, 40, "improved"), (62, 47, "recovered")])
def test_where_lower_is_better_all_is_turned_round(before, after, name):
    turned = {"clinical_mean": 60, "normal_mean": 36 if name == "improved" else 40}
    found = one(before, after, **{**GROUPS, **turned}, better="lower")

    assert found.cut_offs.a == 45
    expected = "recovered" if after < found.cut_offs.c else "improved"
    assert found.people[0].change_class == expected
    assert found.people[0].reliable_change_index > 1.96


def test_edwards_and_nunnally_start_from_the_score_one_would_guess():
    """From 32.5 with reliability .8 and mean 40 one guesses 34; the error is 3.354."""
    found = one(32.5, 40, **GROUPS).people[0]

    assert found.reliable_change == "none"
    assert found.change_class == "unchanged"
    assert (40 - 34) / 3.354 < 1.96
    assert found.edwards_nunnally == "unchanged"
    assert one(32.5, 41, **GROUPS).people[0].edwards_nunnally == "improved"
    assert one(32.5, 41, **GROUPS).people[0].change_class == "unchanged"


def test_without_norms_nobody_is_called_recovered():
    found = one(10, 60)

    assert found.people[0].change_class == "improved"
    assert any("no cut-off" in each for each in found.warnings)


def test_an_extreme_group_moves_without_treatment():
    before, after = np.array([25.0, 30, 35]), np.array([30.0, 33, 36])
    found = change(before, after, scale=Scale(**EXAMPLE, **GROUPS, better="higher"))

    assert found.regression_to_the_mean.expected == pytest.approx(0.2 * (40 - 30))
    assert found.regression_to_the_mean.left == pytest.approx(3 - 2)


def test_the_result_names_its_deviation_and_its_reliability_and_promises_nothing():
    found = one(32.5, 47.5, sd_of="of the norm group", reliability_of="test-retest")

    assert "of the norm group" in found.assumptions[0]
    assert "test-retest" in found.assumptions[0]
    assert "no evidence of less reconviction" in " ".join(found.warnings)


def test_every_class_is_counted():
    found = one(32.5, 47.5, **GROUPS)

    assert found.counts["improved"] == 1
    assert sum(found.counts.values()) == sum(found.counts_edwards_nunnally.values()) == 2


@pytest.mark.parametrize(
    ("scale", "name"),
    [
        ({"sd": 0}, "impossible_sd"),
        ({"reliability": 1}, "impossible_reliability"),
        ({"clinical_mean": 3}, "impossible_sd"),
        ({**GROUPS, "better": "lower"}, "wrong_direction"),
    ],
)
def test_an_instrument_that_cannot_be_is_refused_by_name(scale, name):
    with pytest.raises(UnusableData) as caught:
        one(1, 2, **scale)

    assert caught.value.name == name
