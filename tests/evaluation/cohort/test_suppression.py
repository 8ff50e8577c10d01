"""Small counts are withheld, and whatever would give them away."""

import pytest

from desist.evaluation.cohort.suppression import is_small, is_telling, rounded, withheld


@pytest.mark.parametrize(("count", "small"), [(0, False), (1, True), (4, True), (5, False)])
def test_counts_below_the_smallest_are_small_and_nought_is_not(count, small):
    assert is_small(count, smallest=5) is small


@pytest.mark.parametrize(("events", "n", "telling"), [
    (10, 100, False), (3, 100, True), (97, 100, True), (0, 100, False), (100, 100, False),
])  # fmt: skip
def test_few_with_and_few_without_tell_the_same(events, n, telling):
    assert is_telling(events, n, smallest=5) is telling


@pytest.mark.parametrize(("counts", "places"), [
    ([10, 20, 30], set()),
    ([3, 20, 30], {0, 1}),
    ([3, 4, 30], {0, 1}),
    ([1, 1, 30], {0, 1, 2}),
    ([3, 0, 30], {0, 2}),
    ([3, 0, 0], {0}),
])  # fmt: skip
def test_one_withheld_count_is_hidden_behind_the_next_smallest(counts, places):
    assert withheld(counts, smallest=5) == places


def test_what_is_withheld_cannot_be_found_by_subtraction():
    for first in range(1, 5):
        for second in range(6):
            counts = [first, second, 40]
            hidden = withheld(counts, smallest=5)
            unknown = sum(counts[n] for n in hidden)
            assert len(hidden) > 1
            assert unknown >= 5 or not second


def test_running_counts_are_rounded_to_five():
    assert [rounded(count) for count in (0, 2, 3, 7, 8, 598)] == [0, 0, 5, 5, 10, 600]
