"""Whoever is enrolled was found suitable, and still is."""

import pytest

from desist.casework.access import Role
from desist.casework.planning.actions.enrolment import enrol
from desist.casework.planning.models import Enrolment
from desist.casework.records.editable import StaleVersion
from desist.casework.referrals.models import Referral
from tests.casework.people import INSTALLATION, NOON
from tests.casework.planning.planned import accept, build_case, refer

GIVEN = {"format": "individual", "begins_on": NOON.date()}
TYPED = {"format": "individual", "begins_on-day": "2", "begins_on-month": "3"}
TYPED |= {"begins_on-year": "2026"}


@pytest.fixture
def mona(world):
    return world.member("mona", Role.MANAGER, region=world.north)


@pytest.mark.parametrize("status", ["referred", "awaiting_assessment", "panel", "withdrawn"])
def test_nobody_is_enrolled_who_has_no_place_to_wait_for(world, status):
    referral = refer(world)
    Referral.objects.filter(pk=referral.pk).update(status=status)
    with pytest.raises(StaleVersion):
        enrol(referral=referral, **GIVEN, by=INSTALLATION, at=NOON)
    assert not Enrolment.objects.exists()


def test_the_page_offers_it_once_they_are_found_suitable(world, signed_in, mona):
    referral = refer(world)
    browser, address = signed_in(mona), f"/planning/of/{referral.person.public_id}"
    enrolling = f"/planning/enrol/{referral.public_id}"
    assert "they are found suitable, or not, before they are enrolled" in browser.get(address).text
    assert enrolling not in browser.get(address).text
    answer = browser.post(enrolling, TYPED, follow=True)
    assert "They are not found suitable yet, or no longer." in answer.text
    assert not Enrolment.objects.exists()
    accept(referral)
    assert enrolling in browser.get(address).text


def test_of_whoever_left_nobody_is_asked_who_delivers(world, signed_in, mona):
    case = build_case(world)
    browser, address = signed_in(mona), f"/planning/of/{case.person.public_id}"
    assert "Assign a facilitator" in browser.get(address).text
    Referral.objects.filter(pk=case.referral.pk).update(status="withdrawn")
    assert "Assign a facilitator" not in browser.get(address).text
