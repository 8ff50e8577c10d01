"""A sign-in that ends while somebody types loses nothing of what they typed."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from desist.casework.access import Role
from desist.casework.accounts.models import SignIn
from desist.casework.people.models import Exclusion

REASON = 'Her cousin, "since school" <b>'


@pytest.fixture
def mona(world):
    return world.member("mona", Role.MANAGER, region=world.north)


@pytest.fixture
def sent(world, mona):
    """A form about somebody, filled in before the sign-in ended."""
    mia = world.member("mia", Role.MANAGER, region=world.north)
    person = world.person()
    return f"/people/of/{person.public_id}/access/exclude", {
        "user": str(mia.public_id), "reason": REASON,
        "operation": "6a1b6f6e-6f0e-4b56-a9d5-0c2c4f3f3b11",
    }  # fmt: skip


def kept(page):
    """The hidden fields of the page, as a browser would send them."""
    import html
    import re

    main = page.split("<main")[1].split("</main>")[0]
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', main)
    return {name: html.unescape(value) for name, value in found if "csrf" not in name}


def test_what_was_typed_comes_back_and_can_be_sent_after_signing_in_again(
    world, signed_in, mona, sent
):
    address, typed = sent
    browser = signed_in(mona)
    SignIn.objects.update(seen_at=timezone.now() - timedelta(minutes=31))
    answer = browser.post(address, typed)
    assert answer.status_code == 403
    assert "is not lost" in answer.text
    assert kept(answer.text) == typed
    assert not Exclusion.objects.exists()
    assert world.browser(browser, mona).post(address, kept(answer.text)).status_code == 302
    assert Exclusion.objects.get().reason == REASON


def test_so_it_does_where_only_the_confirmation_has_faded(signed_in, mona, sent):
    address, typed = sent
    browser = signed_in(mona)
    SignIn.objects.update(confirmed_at=timezone.now() - timedelta(minutes=16))
    answer = browser.post(address, typed)
    assert "Confirm that it is you, then send" in answer.text
    assert "/account/confirm?next=%2Faccount%2Fsigned-in" in answer.text
    assert kept(answer.text) == typed


def test_another_who_signs_in_meanwhile_may_do_no_more_than_they_may(world, signed_in, mona, sent):
    address, typed = sent
    answer = signed_in(mona)
    SignIn.objects.all().delete()
    page = answer.post(address, typed).text
    other = world.browser(Client(), world.member("aude", Role.AUDITOR))
    assert other.post(address, kept(page)).status_code == 404


def test_a_form_from_elsewhere_is_not_shown_back(db):
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/people/register", {"first_names": "Marked"})
    assert answer.status_code == 403
    assert "Marked" not in answer.text


def test_where_nothing_was_typed_the_door_is_all_there_is(db, client):
    answer = client.post("/account/elsewhere", {"operation": "x"})
    assert answer["Location"].startswith("/account/sign-in")


def test_the_page_that_says_so_is_for_those_who_are_in(signed_in, mona, client):
    assert "Close this tab" in signed_in(mona).get("/account/signed-in").text
    assert Client().get("/account/signed-in").status_code == 302
