"""An administrator lets a system in, makes a token that is shown once, and ends it."""

import re

import pytest

from desist.casework.access import Role
from desist.casework.exchange.models import OtherSystem, OutboundEvent, SystemToken
from desist.casework.exchange.models.event import EventState
from desist.casework.exchange.scope import Scope
from tests.casework.delivery.delivered import build_course
from tests.casework.exchange.calling import let_in


@pytest.fixture
def adam(world):
    return world.member("adam", Role.ADMINISTRATOR)


def typed(world, **changed):
    held = {"name": "Delius", "region": str(world.north.public_id), "unit": "", "webhook": ""}
    return held | {"scopes[]": [Scope.EVENTS, Scope.STATUSES]} | changed


def test_a_system_is_let_in_and_calls_with_the_token_that_the_page_showed_once(
    world, signed_in, adam
):
    browser = signed_in(adam)
    answer = browser.post("/exchange/let-in", typed(world))
    system = OtherSystem.objects.get()
    assert answer["Location"] == f"/exchange/{system.public_id}"
    page = browser.post(f"/exchange/{system.public_id}/token", {"days": "30"}).text
    token = re.search(r'inset-text">\s*([\w-]{43})', page)[1]
    assert token not in browser.get(f"/exchange/{system.public_id}").text
    told = browser.get("/api/v1/referrals", headers={"Authorization": f"Bearer {token}"})
    assert told.status_code == 200
    revoked = SystemToken.objects.get()
    browser.post(f"/exchange/token/{revoked.public_id}/revoke")
    told = browser.get("/api/v1/referrals", headers={"Authorization": f"Bearer {token}"})
    assert told.status_code == 401


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": ""}, "Enter what the system is called"),
        ({"region": ""}, "Select a region"),
        ({"scopes[]": []}, "Select what it may do"),
        ({"webhook": "http://10.0.0.1/"}, "an address must begin with https://"),
        ({"webhook": "https://127.0.0.1/"}, "not a public one"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(world, signed_in, adam, changed, said):
    answer = signed_in(adam).post("/exchange/let-in", typed(world, **changed))
    assert said in answer.text
    assert not OtherSystem.objects.exists()


def test_a_unit_of_another_region_is_refused(world, signed_in, adam):
    far = {"unit": str(world.far_unit.public_id)}
    assert "Select a unit of this region" in (
        signed_in(adam).post("/exchange/let-in", typed(world, **far)).text
    )


def test_what_was_not_delivered_is_shown_about_nobody_and_sent_again(
    world, client, signed_in, adam
):
    system = let_in(world, client, Scope.EVENTS).system
    course = build_course(world)
    OutboundEvent.objects.update(state=EventState.FAILED, answer="503")
    browser = signed_in(adam)
    page = browser.get(f"/exchange/{system.public_id}").text
    assert "503" in page
    assert course.case.person.crn not in page
    event = OutboundEvent.objects.first()
    browser.post(f"/exchange/event/{event.public_id}/again")
    assert OutboundEvent.objects.get(pk=event.pk).state == EventState.WAITING
