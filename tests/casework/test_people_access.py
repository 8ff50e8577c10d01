"""Treatment managers settle who works with somebody, who alone may see them, and who never may."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from desist.casework.access import Role, may
from desist.casework.accounts.models import Appointment, User
from desist.casework.people.models import CaseloadEntry, Exclusion, Restriction

TODAY = timezone.localdate


@pytest.fixture
def mona(world):
    return world.member("mona", Role.MANAGER, region=world.north)


@pytest.fixture
def mia(world):
    return world.member("mia", Role.MANAGER, region=world.north)


@pytest.fixture
def finn(world):
    return world.member("finn", Role.FACILITATOR)


@pytest.fixture
def person(world):
    return world.person()


def access(person, further=""):
    return f"/people/of/{person.public_id}/access{further}"


def days(name, day):
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


def test_a_facilitator_is_put_on_a_caseload_and_taken_off_again(signed_in, mona, finn, person):
    browser = signed_in(mona)
    sent = {"user": str(finn.public_id), **days("begins_on", TODAY())}
    assert browser.post(access(person, "/caseload"), sent)["Location"] == access(person)
    assert may(finn, "see", person)
    entry = CaseloadEntry.objects.get()
    assert "Take off" in browser.get(access(person)).text
    browser.post(f"/people/caseload/{entry.public_id}/end")
    assert not may(finn, "see", person)
    assert "Ended" in browser.get(access(person)).text


def test_an_exclusion_hides_somebody_until_it_ends_with_a_reason(
    world, signed_in, mona, mia, person
):
    browser = signed_in(mona)
    hers = world.browser(Client(), mia)
    sent = {"user": str(mia.public_id), "reason": "Her cousin"}
    assert "error" in browser.post(access(person, "/exclude"), {"user": sent["user"]}).text
    browser.post(access(person, "/exclude"), sent)
    assert hers.get(f"/person/{person.public_id}").status_code == 404
    held = Exclusion.objects.get()
    assert "Her cousin" in browser.get(access(person)).text
    ending = f"/people/exclusions/{held.public_id}/end"
    assert 'id="because-error"' in browser.post(ending, {"because": ""}).text
    browser.post(ending, {"because": "Entered in error"})
    assert hers.get(f"/person/{person.public_id}").status_code == 200
    held.refresh_from_db()
    assert (held.ended_because, held.ended_on) == ("Entered in error", TODAY())


def test_the_first_restriction_names_whoever_makes_it_too(world, signed_in, mona, mia, person):
    browser = signed_in(mona)
    third = world.member("mary", Role.MANAGER, region=world.north)
    sent = {"user": str(mia.public_id), "reason": "Member of staff"}
    browser.post(access(person, "/restrict"), sent)
    assert {each.user for each in Restriction.objects.all()} == {mona, mia}
    assert may(mia, "see", person)
    assert not may(third, "see", person)
    assert browser.get(access(person)).status_code == 200


def test_whoever_excludes_themselves_is_led_away(signed_in, mona, person):
    sent = {"user": str(mona.public_id), "reason": "I know him"}
    answer = signed_in(mona).post(access(person, "/exclude"), sent)
    assert answer["Location"] == "/people/"


@pytest.fixture
def appoint_finn(world, signed_in, finn):
    browser = signed_in(world.member("adam", Role.ADMINISTRATOR))

    def post(role, *, ends=None, user=finn):
        sent = {"role": role, "region": str(world.north.public_id), "unit": ""}
        sent |= days("begins_on", date(2026, 1, 1)) | (days("ends_on", ends) if ends else {})
        return browser.post(f"/account/staff/{user.public_id}/appoint", sent)

    return post


def test_a_duty_is_held_until_its_last_day(appoint_finn, finn):
    assert appoint_finn("duty_manager", ends=date(2099, 3, 1)).status_code == 302
    held = Appointment.objects.get(role="duty_manager")
    assert held.ends_on == date(2099, 3, 1)
    on = User.objects.get(pk=finn.pk).standing_on
    assert on(date(2099, 3, 1)).holds(Role.DUTY_MANAGER)
    assert not on(date(2099, 3, 2)).holds(Role.DUTY_MANAGER)


def test_a_duty_without_a_last_day_or_without_a_role_beside_it_is_refused(world, appoint_finn):
    assert 'id="ends_on-error"' in appoint_finn("second_coder").text
    assert 'id="ends_on-error"' in appoint_finn("supervisor", ends=date(2025, 1, 1)).text
    aude = world.member("aude", Role.AUDITOR)
    assert 'id="role-error"' in appoint_finn("supervisor", ends=date(2099, 1, 1), user=aude).text
    assert not Appointment.objects.filter(role="supervisor").exists()
