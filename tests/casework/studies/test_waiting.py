"""How a wait ended, by the steps of a referral: with a place, for want of one, or otherwise."""

from datetime import date, timedelta

import pytest

from desist.casework.studies.queries.waiting import Step, waiting_of

FIRST = date(2025, 1, 1)
FOUND = (("referred", ""), ("awaiting_assessment", "accepted"),
         ("awaiting_allocation", "decided_suitable"))  # fmt: skip


def read(*steps):
    """Each step ten days after the one before it."""
    return waiting_of(
        Step(to=to, reason=reason, on=FIRST + n * timedelta(days=10))
        for n, (to, reason) in enumerate(steps)
    )


def day(number):
    return FIRST + number * timedelta(days=10)


@pytest.mark.parametrize(("steps", "found", "ended", "want"), [
    ((("referred", ""),), None, None, False),
    (FOUND, 2, None, False),
    ((*FOUND, ("scheduled", "")), 2, 3, False),
    ((*FOUND, ("deprioritised", "others_go_first"), ("scheduled", "")), 2, 4, False),
    ((*FOUND, ("withdrawn", "no_place_in_time")), 2, 3, True),
    ((*FOUND, ("closed", "order_ended")), 2, 3, True),
    ((*FOUND, ("deprioritised", "staff_or_room"), ("closed", "order_ended")), 2, 4, True),
    # Not ready, and so not for want of a place.
    ((*FOUND, ("suitable_not_ready", "health"), ("closed", "order_ended")), 2, None, False),
    ((*FOUND, ("withdrawn", "declines")), 2, None, False),
    ((*FOUND, ("closed", "transferred")), 2, None, False),
    # With a place, whatever followed.
    ((*FOUND, ("scheduled", ""), ("withdrawn", "no_place_in_time")), 2, 3, False),
    ((*FOUND[:2], ("not_eligible", "age_or_sex")), None, None, False),
])  # fmt: skip
def test_a_wait_ends_with_a_place_or_for_want_of_one(steps, found, ended, want):
    waiting = read(*steps)
    assert waiting.found_on == (None if found is None else day(found))
    assert waiting.ended_on == (None if ended is None else day(ended))
    assert waiting.want_of_place is want


def test_the_first_of_each_counts_and_a_second_place_changes_nothing():
    waiting = read(
        *FOUND, ("scheduled", ""), ("awaiting_allocation", "group_ended"), ("scheduled", ""),
        ("on_programme", ""), ("complete", ""), ("follow_up", ""),
    )  # fmt: skip
    assert (waiting.found_on, waiting.place_on) == (day(2), day(3))
    assert waiting.completed_on == day(7)
    assert waiting.without_on is None


def test_death_and_error_are_told():
    assert read(*FOUND, ("closed", "death")).died_on == day(3)
    assert read(("referred", ""), ("closed", "entered_in_error")).in_error
    assert not read(*FOUND, ("closed", "death")).in_error
