"""Rates with missed and false links undone.

The formula's own arithmetic, by hand: (0.0768 - 0) / 0.96 = 0.08; (0.10 - 0.02) / (0.9 - 0.02).
"""

import pytest

from desist.evaluation.linkage_error import corrected_rate
from desist.evaluation.unusable_data import UnusableData


def test_links_missed_and_links_false_are_undone():
    missed = corrected_rate(768, 10_000, sensitivity=0.96, specificity=1.0)
    both = corrected_rate(100, 1000, sensitivity=0.9, specificity=0.98)

    assert missed.observed.estimate == pytest.approx(0.0768)
    assert missed.corrected.estimate == pytest.approx(0.08)
    assert both.corrected.estimate == pytest.approx(0.08 / 0.88)
    assert both.corrected.low < both.corrected.estimate < both.corrected.high


def test_perfect_links_change_nothing_and_the_rate_never_leaves_0_to_1():
    perfect = corrected_rate(30, 100, sensitivity=1.0, specificity=1.0)
    nothing = corrected_rate(1, 100, sensitivity=0.95, specificity=0.95)

    assert perfect.corrected.estimate == perfect.observed.estimate
    assert nothing.corrected.estimate == 0
    assert [each.sensitivity for each in nothing.if_sensitivity] == [0.90, 0.95, 0.975, 0.99]


def test_links_that_say_nothing_are_refused():
    with pytest.raises(UnusableData) as error:
        corrected_rate(1, 10, sensitivity=0.5, specificity=0.4)

    assert error.value.name == "uninformative_linkage"
