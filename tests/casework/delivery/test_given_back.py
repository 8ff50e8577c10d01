"""A catch-up goes with the place: nobody who left has one to come."""

from datetime import timedelta

import pytest

from desist.casework.delivery.actions.catch_up import book_catch_up
from desist.casework.outcomes.actions.ending import record_ending
from desist.casework.planning.models import Appointment, Hold
from desist.casework.referrals.actions import move_referral
from desist.casework.referrals.models import Referral
from tests.casework.delivery.delivered import DAYS
from tests.casework.people import INSTALLATION, NOON


@pytest.fixture
def catch_up(course):
    """One on the third day, for a first session that was missed."""
    Referral._base_manager.filter(pk=course.case.referral.pk).update(status="on_programme")
    values = {"day": DAYS[2] + timedelta(days=1), "starts": course.sessions[0].starts}
    values |= {"minutes": 90, "room": course.case.room, "facilitator": course.case.finn}
    return book_catch_up(
        record=course.recorded(1, "absent"), values=values, by=course.case.finn, at=NOON
    )


def moved(course, to, reason):
    referral = Referral._base_manager.get(pk=course.case.referral.pk)
    move_referral(
        referral=referral, read_version=referral.version, to=to, reason=reason,
        effective_on=NOON.date(), note="", by=INSTALLATION, at=NOON,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("to", "reason", "state"),
    [("withdrawn", "declines", "cancelled"), ("on_hold", "health", "planned")],
)
def test_it_is_cancelled_where_the_place_is_not_kept(course, catch_up, to, reason, state):
    moved(course, to, reason)
    assert Appointment.objects.get(makes_good=course.sessions[0]).state == state
    held = Hold.objects.filter(session=catch_up.public_id)
    assert held.exists() is (state == "planned")


def test_it_is_cancelled_where_the_ending_is_recorded_first(course, catch_up):
    record_ending(
        enrolment=course.case.enrolment, code="left", ended_on=NOON.date(), words="",
        by=course.case.finn, at=NOON,
    )  # fmt: skip
    assert Appointment.objects.get(makes_good=course.sessions[0]).state == "cancelled"


def test_no_catch_up_is_offered_to_whoever_left(world, client, course):
    Referral._base_manager.filter(pk=course.case.referral.pk).update(status="on_programme")
    record = course.recorded(1, "absent")
    finn = world.browser(client, course.case.finn)
    sessions = f"/delivery/of/{course.case.person.public_id}"
    booking = f"/delivery/record/{record.public_id}/catch-up"
    assert booking in finn.get(sessions).text
    assert finn.get(booking).status_code == 200
    moved(course, "withdrawn", "declines")
    assert booking not in finn.get(sessions).text
    assert finn.get(booking).status_code == 404
