"""The code: random enough, once, ten minutes, five wrong tries; and what its cookie reaches."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from desist.casework.accounts.token import ALPHABET
from desist.casework.audit.models import AuditEvent
from desist.casework.battery import sitting_code
from desist.casework.battery.models import Sitting
from desist.casework.config.urls import urlpatterns


def wrong(code):
    """The same handle with another secret."""
    last = ALPHABET[(ALPHABET.index(code[-1]) + 1) % len(ALPHABET)]
    return code[:-1] + last


def test_a_code_holds_at_least_forty_secret_bits_and_is_stored_only_as_a_keyed_hash(hand_out):
    assert len(ALPHABET) ** (sitting_code.LENGTH - sitting_code.HANDLE) > 2**40
    sitting, code = hand_out()
    stored = Sitting.objects.values().get(pk=sitting.pk)
    assert code not in str(stored)
    assert len({each for _ in range(200) for each in sitting_code.codes_of(str(uuid4()))}) == 1600


@pytest.mark.parametrize("spelt", [str.upper, " ".join, sitting_code.shown])
def test_however_it_is_spelt_the_code_opens_the_sitting(hand_out, tablet, spelt):
    _, code = hand_out()
    answer = tablet.begin(spelt(code))
    assert answer.status_code == 302
    assert answer["Location"] == "/sitting/welcome"
    cookie = answer.cookies["desist-sitting"]
    assert cookie["path"] == "/sitting/"
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert tablet.get("/sitting/welcome").status_code == 200


def test_a_second_click_on_the_button_leads_on_as_the_first_did(hand_out, tablet):
    _, code = hand_out()
    operation = str(uuid4())
    first = tablet.begin(code, operation)
    tablet.cookies.clear()
    second = tablet.begin(code, operation)
    assert first.status_code == second.status_code == 302
    assert tablet.get("/sitting/welcome").status_code == 200
    assert AuditEvent.objects.filter(verb="battery.redeem").count() == 1


def test_a_code_used_by_one_tablet_opens_no_other(hand_out, tablet):
    _, code = hand_out()
    tablet.begin(code)
    other = Client()
    answer = other.post("/sitting/", {"code": code, "operation": str(uuid4())})
    assert answer.status_code == 400
    assert "too old, or was used" in answer.text
    assert "desist-sitting" not in answer.cookies
    assert tablet.get("/sitting/welcome").status_code == 200


def test_after_ten_minutes_it_opens_nothing(hand_out, tablet):
    _, code = hand_out(at=timezone.now() - timedelta(minutes=10))
    answer = tablet.begin(code)
    assert answer.status_code == 400
    assert "Ask staff for a new one" in answer.text


def test_five_wrong_tries_cancel_it_also_when_sent_as_one_operation(hand_out, tablet):
    sitting, code = hand_out()
    operation = str(uuid4())
    for _ in range(5):
        assert "not right" in tablet.begin(wrong(code), operation).text
    sitting.refresh_from_db()
    assert sitting.ended_at is not None
    assert tablet.begin(code).status_code == 400
    assert AuditEvent.objects.filter(verb="battery.refuse_code").count() == 5


def test_four_wrong_tries_do_not(hand_out, tablet):
    _, code = hand_out()
    for _ in range(4):
        tablet.begin(wrong(code))
    assert tablet.begin(code).status_code == 302


def test_what_is_no_code_and_what_is_a_wrong_one_read_alike(hand_out, tablet):
    _, code = hand_out()
    operation = str(uuid4())

    def said(typed):
        page = tablet.begin(typed, operation).text
        return page[: page.index("csrfmiddlewaretoken")]

    assert said(wrong(code)) == said("zzz" + code[3:]) == said("") == said("\u202e'; DROP")


def test_wrong_codes_from_one_address_are_counted_in_the_database(hand_out, tablet, monkeypatch):
    from desist.casework.accounts.limit import Limit

    _, code = hand_out()
    few = (Limit(name="sitting-address", tries=3, seconds=300),)
    monkeypatch.setattr("desist.casework.battery.tablet_gate.BY_ADDRESS", few)
    for _ in range(3):
        tablet.begin("zzzzzzzzzzzz")
    assert tablet.begin(code).status_code == 400


def test_starting_again_ends_the_sitting_before(hand_out, tablet):
    _, code = hand_out()
    tablet.begin(code)
    hand_out()
    assert tablet.get("/sitting/welcome")["Location"].startswith("/sitting/")
    assert Sitting.objects.filter(ended_at=None).count() == 1


def test_a_staff_sign_in_in_that_browser_ends(world, given, hand_out):
    browser = world.browser(Client(), given.anna)
    assert browser.get("/").status_code == 200
    _, code = hand_out()
    browser.post("/sitting/", {"code": code, "operation": str(uuid4())})
    assert browser.get("/sitting/welcome").status_code == 200
    assert browser.get("/")["Location"].startswith("/account/sign-in")
    assert not given.anna.sign_ins.exists()


STAFF_PAGES = ("/", "/people/", "/referrals/", "/account/", "/audit/", "/rules/", "/tasks/")


@pytest.mark.parametrize("address", STAFF_PAGES)
def test_a_sitting_reaches_no_page_of_staff_not_even_with_its_cookie_sent_there(
    hand_out, tablet, address
):
    _, code = hand_out()
    tablet.begin(code)
    tablet.cookies["desist-sitting"]["path"] = "/"
    answer = tablet.get(address)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/sign-in")
    assert tablet.get("/sitting" + address).status_code in (200, 302, 404)
    assert "Sign out" not in tablet.get("/sitting" + address).text


def test_a_staff_sign_in_is_nobody_at_the_tablet(world, given, hand_out):
    browser = world.browser(Client(), given.anna)
    for address in ("welcome", "on", "question/1/1", "pause", "check"):
        assert browser.get(f"/sitting/{address}")["Location"].startswith("/sitting/?")


def test_the_addresses_of_the_tablet_are_reachable_from_nothing_else():
    assert not [each for each in urlpatterns if "sitting" in str(each.pattern)]


def test_every_address_of_the_tablet_has_a_route_for_a_sitting_and_says_why():
    from desist.casework.access import Level
    from desist.casework.access.route import route_of
    from desist.casework.battery.tablet_urls import _addresses

    for each in _addresses:
        asked = route_of(each.callback)
        assert asked.level in (Level.SITTING, Level.ANONYMOUS)
        assert asked.roles is None
        assert asked.why


@pytest.mark.parametrize("still", [timedelta(minutes=59), timedelta(minutes=61)])
def test_a_tablet_that_lies_still_for_an_hour_needs_a_new_code(hand_out, tablet, still):
    sitting, code = hand_out()
    tablet.begin(code)
    Sitting.objects.filter(pk=sitting.pk).update(seen_at=timezone.now() - still)
    answer = tablet.get("/sitting/on")
    goes_on = answer["Location"].startswith("/sitting/question")
    assert goes_on is (still < timedelta(hours=1))
    if not goes_on:
        assert "Your answers so far are saved" in tablet.get("/sitting/").text


def test_the_change_of_the_clocks_neither_ends_a_sitting_nor_lengthens_its_code(hand_out):
    """At 01:00 UTC on 25 October 2026 local time goes back an hour."""
    from datetime import UTC, datetime

    from desist.casework.battery.actions.sitting import CodeUsed, redeem_code
    from desist.casework.battery.queries.sitting import find_sitting
    from desist.casework.battery.sitter import Sitter

    before = datetime(2026, 10, 25, 0, 55, tzinfo=UTC)
    sitting, _ = hand_out(at=before)
    later = before + timedelta(minutes=9)
    redeem_code(sitting=sitting, key="k", by=Sitter(sitting), at=later)
    assert find_sitting("k", at=later + timedelta(minutes=30)) == sitting
    late, _ = hand_out(at=before)
    with pytest.raises(CodeUsed):
        redeem_code(sitting=late, key="l", by=Sitter(late), at=before + timedelta(minutes=11))
