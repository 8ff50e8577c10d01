"""Profiles: against mclust's published table, scikit-learn, and what was put in.

Oracles. mclust on Fisher's iris measurements, model EEI, as its manual prints: BIC -1522.1202,
-1042.9679 and -813.0504 for one to three components (it stops a little before the top: the third is
a bound). scikit-learn 1.9 on the same: k-means of three, sum of squares within 78.851441; its
example of the adjusted Rand index, 0.571429. ``iris.csv``: Fisher (1936), Ann. Eugen. 7, 179-188.
"""

import csv
from pathlib import Path

import numpy as np
import pytest

from desist.evaluation.latent_profile import first_means, likeliest_mixture, nearest_means
from desist.evaluation.profile_agreement import adjusted_rand, best_jaccard
from desist.evaluation.profiles import profiles
from desist.evaluation.unusable_data import UnusableData

IRIS = Path(__file__).parent / "oracles" / "iris.csv"
SCALES = ("sepal_length", "sepal_width", "petal_length", "petal_width")


@pytest.fixture(scope="module")
def iris():
    with IRIS.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return np.array([[float(row[name]) for name in SCALES] for row in rows]), [
        row["species"] for row in rows
    ]


@pytest.mark.parametrize(("components", "bic"), [(1, 1522.1202), (2, 1042.9679), (3, 813.0504)])
def test_the_likelihood_is_that_of_mclust(iris, components, bic):
    measured, _ = iris
    found = likeliest_mixture(measured, components, np.random.default_rng(1)).bic(len(measured))
    assert bic - 0.01 < found < bic + 1e-4


def test_k_means_finds_the_sum_of_squares_of_scikit_learn(iris):
    measured, _ = iris
    dice, sums = np.random.default_rng(1), []
    for _ in range(20):
        means = nearest_means(measured, first_means(measured, 3, dice))
        gaps = ((measured[:, None, :] - means[None, :, :]) ** 2).sum(axis=2)
        sums.append(gaps.min(axis=1).sum())
    assert min(sums) == pytest.approx(78.851441, abs=1e-5)


def test_agreement_of_two_sortings():
    one, other = np.array([0, 0, 1, 2]), np.array([0, 0, 1, 1])
    assert adjusted_rand(one, other) == pytest.approx(0.571429, abs=1e-6)
    assert adjusted_rand(one, np.array([2, 2, 0, 1])) == 1, "names do not matter"
    assert best_jaccard(one, other).tolist() == [1, 0.5, 0.5]


def test_kinds_that_were_put_in_are_found_stable_and_shared_out_by_group():
    """Oracle: the sample: two kinds three deviations apart, in shares that differ by group."""
    dice = np.random.default_rng(7)
    kind = np.repeat([0, 1, 0, 1], [60, 140, 150, 50])
    group = ["image"] * 200 + ["contact"] * 200
    scores = dice.normal(size=(400, 4)) + 3 * kind[:, None]
    found = profiles(scores, scales=list("abcd"), groups=group, most=4)
    assert found.chosen == 2
    assert found.stability > 0.95
    assert found.agreement_with_k_means > 0.95
    assert [each.people for each in found.profiles] == pytest.approx([210, 190], abs=4)
    second = {each.group: each.share for each in found.groups if each.profile == 2}
    assert second["image"].low < 0.7 < second["image"].high
    assert second["contact"].low < 0.25 < second["contact"].high
    assert found == profiles(scores, scales=list("abcd"), groups=group, most=4)


def test_where_there_are_no_kinds_none_are_found():
    scores = np.random.default_rng(3).normal(size=(300, 5))
    found = profiles(scores, scales=list("abcde"), most=4)
    assert found.chosen == 1
    assert any("no kinds of people" in each for each in found.warnings)


def test_kinds_of_skewed_scores_are_said_to_be_doubtful():
    """One skewed population: the criterion takes the skew for kinds, and the result says so."""
    scores = np.random.default_rng(5).exponential(size=(200, 3))
    found = profiles(scores, scales=list("abc"), most=3)
    assert found.chosen > 1
    assert any("skew" in each for each in (*found.assumptions, *found.warnings))


def test_whoever_lacks_a_score_is_left_out_and_counted(iris):
    measured, _ = iris
    holed = measured.copy()
    holed[:7, 0] = np.nan
    found = profiles(holed, scales=SCALES, most=2)
    assert (found.people, found.left_out) == (143, 7)
    assert any("7 of 150 people lack a score" in each for each in found.warnings)


@pytest.mark.parametrize(
    ("scores", "scales", "name"),
    [
        (np.ones((200, 1)), "a", "too_few_scales"),
        (np.random.default_rng(1).normal(size=(20, 2)), "ab", "too_few_people"),
        (np.column_stack([np.ones(200), np.arange(200.0)]), "ab", "constant_scale"),
    ],
)
def test_what_shows_nothing_is_refused_by_name(scores, scales, name):
    with pytest.raises(UnusableData) as refused:
        profiles(scores, scales=list(scales))
    assert refused.value.name == name
