"""Boundaries of planned looks.

Witnesses: bounds of the R package ldbounds as printed in its documentation (five equal looks, two-
sided .05) and in an R-help question of March 2020 (looks at .10, .33 and 1). They hold to its own
tolerance, 1.4e-4: the bound of 3.7308 that it prints spends 1.9087e-4, not the 1.9097e-4 beside it.
"""

import numpy as np
import pytest

from desist.evaluation.spending_boundary import spending_boundaries
from desist.evaluation.unusable_data import UnusableData


@pytest.mark.parametrize(
    ("looks", "published"),
    [
        ((0.2, 0.4, 0.6, 0.8, 1), (4.8769, 3.3569, 2.6803, 2.2898, 2.0310)),
        ((0.10, 0.33, 1), (6.9913, 3.7308, 1.9605)),
    ],
)
def test_bounds_are_those_published(looks, published):
    found = spending_boundaries(looks)

    assert [each.z for each in found.looks] == pytest.approx(published, abs=1.5e-4)


def test_the_error_spent_is_that_published():
    found = spending_boundaries((0.10, 0.33, 1))

    assert [each.spent for each in found.looks] == pytest.approx(
        [2.7227e-12, 1.9097e-04, 5.0000e-02], rel=1e-4
    )


def test_one_look_is_the_usual_test():
    assert spending_boundaries((1,)).looks[0].z == pytest.approx(1.959964, abs=1e-6)
    assert spending_boundaries((1,), sides=1).looks[0].z == pytest.approx(1.644854, abs=1e-6)


def test_walks_under_no_effect_cross_as_often_as_was_allowed():
    looks = np.array([0.25, 0.5, 0.75, 1])
    bounds = np.array([each.z for each in spending_boundaries(looks.tolist()).looks])
    steps = np.random.default_rng(5).normal(size=(200_000, 4)) * np.sqrt(0.25)
    crossed = (np.abs(steps.cumsum(axis=1) / np.sqrt(looks)) >= bounds).any(axis=1)

    assert crossed.mean() == pytest.approx(0.05, abs=0.002)


def test_a_look_so_early_that_nothing_may_be_spent_has_no_bound():
    assert spending_boundaries((0.01, 1)).looks[0].z is None


@pytest.mark.parametrize(
    ("looks", "asked"),
    [((), {}), ((0.5, 0.5), {}), ((0.5, 1.2), {}), ((0, 1), {}),
     ((1,), {"alpha": 0}), ((1,), {"sides": 3})],
)  # fmt: skip
def test_what_cannot_be_is_refused(looks, asked):
    with pytest.raises(UnusableData):
        spending_boundaries(looks, **asked)
