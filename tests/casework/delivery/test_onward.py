"""What goes on by itself as sessions are held: the referral's status, the middle questionnaires."""

import pytest
from django.utils import timezone

from desist.casework.battery.models import Administration
from desist.casework.delivery.actions.catch_up import book_catch_up
from desist.casework.referrals.models import Referral
from tests.casework.people import NOON


@pytest.fixture
def course(world):
    """Four sessions of a referral that is scheduled: half of them are two."""
    from tests.casework.reviews.reviewed import build_reviewed

    found = build_reviewed(world)
    Referral._base_manager.filter(pk=found.case.referral.pk).update(status="scheduled")
    return found


def status(course):
    return Referral._base_manager.get(pk=course.case.referral.pk).status


def test_the_first_session_that_somebody_comes_to_begins_the_programme(course):
    course.recorded(1, "absent")
    assert status(course) == "scheduled"
    course.recorded(2)
    assert status(course) == "on_programme"


def test_half_way_the_middle_questionnaires_are_planned_once(course):
    course.recorded(1)
    assert not Administration.objects.exists()
    course.recorded(2)
    planned = Administration.objects.filter(point="middle")
    assert planned.count() == 6
    assert {str(each.due_on) for each in planned} == {"2026-03-16"}, "14 days after the middle"
    course.recorded(3)
    assert planned.count() == 6


def test_a_catch_up_of_today_stands_on_today(world, client, course):
    record = course.recorded(1, "absent")
    missed, today = course.sessions[0], timezone.localdate()
    values = {"day": today, "starts": missed.starts, "minutes": 90, "room": missed.room}
    values["facilitator"] = course.case.finn
    book_catch_up(record=record, values=values, by=course.case.finn, at=NOON)
    page = world.browser(client, course.case.finn).get("/").content.decode()
    assert "catch-up of session 1" in page
