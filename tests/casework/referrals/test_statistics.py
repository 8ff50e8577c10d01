"""Counts and times: against a count by hand, and of nobody who is out of reach."""

from datetime import timedelta

import pytest
from django.utils import timezone

from desist.casework.access import Role
from desist.casework.people.actions import exclude
from desist.casework.referrals.models import Status
from desist.casework.referrals.statistics import at_each_status, why_ended
from tests.casework.people import LONG_AGO
from tests.casework.referrals.referred import now_and, refer, step


@pytest.fixture
def three(world):
    """Screened after 4, 8 and 12 days; one of them withdrew 5 days after that."""
    made = [refer(world, days_ago=20) for _ in range(3)]
    for referral, days in zip(made, (4, 8, 12), strict=True):
        step(referral, "awaiting_assessment", "accepted", days_ago=20 - days)
    step(made[0], "withdrawn", "declines", days_ago=20 - 4 - 5)
    return made


def found(user):
    return {each.status: each for each in at_each_status(user)}


def test_mean_days_are_of_those_who_passed_a_status(three, mona):
    held = found(mona)
    assert (held[Status.REFERRED].now, held[Status.REFERRED].passed) == (0, 3)
    assert held[Status.REFERRED].mean_days == pytest.approx((4 + 8 + 12) / 3)
    waiting = held[Status.AWAITING_ASSESSMENT]
    assert (waiting.now, waiting.passed, waiting.mean_days) == (2, 1, pytest.approx(5))
    assert held[Status.SCHEDULED].mean_days is None


def test_endings_are_counted_by_reason(three, mona):
    (ended,) = why_ended(mona)
    assert (ended.status, ended.reason, ended.number) == (Status.WITHDRAWN, "declines", 1)


def test_nobody_out_of_reach_is_counted(world, three, mona):
    far = world.member("saul", Role.MANAGER, region=world.south)
    assert not any(each.now or each.passed for each in at_each_status(far))
    exclude(person=three[1].person, user=mona, reason="kin", on=LONG_AGO, **now_and())
    assert found(mona)[Status.AWAITING_ASSESSMENT].now == 1


def test_a_programme_lead_who_sees_no_case_counts_the_whole_service(world, three, signed_in):
    refer(world, days_ago=3, person=world.person(team=world.far_team))
    lead = world.member("leda", Role.LEAD)
    assert found(lead)[Status.AWAITING_ASSESSMENT].now == 2
    assert found(lead)[Status.REFERRED].now == 1
    page = signed_in(lead).get("/referrals/counts").text
    assert "All referrals of the service." in page
    assert three[0].person.last_name not in page


def test_the_page_has_the_picture_and_the_same_as_a_table(three, signed_in, mona):
    page = signed_in(mona).get("/referrals/counts").text
    assert '<svg role="img"' in page
    assert "8.0" in page
    assert "Does not wish to take part" in page
    since = signed_in(mona).get("/referrals/counts?months=3&programme=isotp").text
    assert "Awaiting assessment" in since


@pytest.mark.parametrize("asked", ["?months=x", "?programme=none", "?months=3&programme=%00"])
def test_a_filter_that_makes_no_sense_is_none(three, signed_in, mona, asked):
    assert signed_in(mona).get(f"/referrals/counts{asked}").status_code == 200


def test_the_programmes_say_where_they_were_accredited(signed_in, mona):
    assert "England and Wales, community" in signed_in(mona).get("/referrals/programmes").text


def test_the_period_begins_with_a_month(three, mona):
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert not any(each.now for each in at_each_status(mona, since=tomorrow))
