"""In a real browser: a sitting from code to thank you, off line for a while; typing a form in."""

from __future__ import annotations

import pytest

from desist.casework.access import Role
from desist.casework.battery.models import Administration, Answer
from desist.casework.battery.queries.answer import answers_of
from tests.casework.battery.test_item_text import import_invented
from tests.casework.window import NEEDS_A_BROWSER, follow, inspect, press, touch

pytestmark = NEEDS_A_BROWSER
TABLET = {"viewport": {"width": 820, "height": 1180}, "has_touch": True}


@pytest.fixture
def world(transactional_db):
    from tests.casework.people import build_world

    return build_world()


def choose(page, text):
    """Touch an answer: its label covers the whole line."""
    page.get_by_label(text, exact=True).check()


def test_a_sitting_from_the_code_to_thank_you(world, given, hand_out, window):
    import_invented("ucla-loneliness-1980")
    _, code = hand_out(given.loneliness)
    page = window(**TABLET)
    page.goto("/sitting/")
    inspect(page, "tablet-code")
    press(page, "Start")
    inspect(page, "tablet-code-error")
    page.get_by_label("Type your code").fill(code.upper())
    press(page, "Start")
    inspect(page, "tablet-welcome")
    assert "Jordan" not in page.content()
    follow(page.get_by_role("button", name="Start"))
    inspect(page, "tablet-question")
    press(page, "Go on")
    inspect(page, "tablet-unanswered")
    choose(page, "Answer 3")
    page.get_by_text("Saved", exact=True).wait_for()
    inspect(page, "tablet-saved")
    assert dict(answers_of(given.loneliness)) == {"1": "3"}
    for box in page.locator(".tablet-choice, .tablet-buttons button").all():
        assert box.bounding_box()["height"] >= 44
    page.reload()
    assert page.locator("input:checked").get_attribute("value") == "3"
    press(page, "Go on")
    follow(page.get_by_role("link", name="Back"))
    choose(page, "Answer 1")
    choose(page, "Answer 2")
    press(page, "Go on")
    page.wait_for_url("**/question/1/2")
    assert dict(answers_of(given.loneliness)) == {"1": "2"}
    follow(page.get_by_role("link", name="Take a break"))
    inspect(page, "tablet-break")
    follow(page.get_by_role("button", name="Go on"))
    page.wait_for_url("**/question/1/2")
    page.goto("/sitting/question/1/20")
    press(page, "Leave out")
    inspect(page, "tablet-check")
    press(page, "I have finished")
    inspect(page, "tablet-thanks")
    assert Administration.objects.get(pk=given.loneliness.pk).state == "completed"
    page.go_back()
    assert "Type your code" in page.content() or "These questions are closed" in page.content()


@pytest.fixture
def unplugged(chromium, live_server):
    """A tablet whose network may go; its console then complains, and may."""
    context = chromium.new_context(base_url=live_server.url, **TABLET)
    yield context.new_page()
    context.close()


def test_off_line_says_what_is_not_yet_sent_and_stays_until_it_is(given, hand_out, unplugged):
    _, code = hand_out(given.loneliness)
    page = unplugged
    page.goto("/sitting/")
    page.get_by_label("Type your code").fill(code)
    press(page, "Start")
    follow(page.get_by_role("button", name="Start"))
    inspect(page, "tablet-sheet")
    page.context.set_offline(True)
    for number in (1, 2, 3):
        page.locator(f"#item-{number}-2").check()
    page.get_by_text("Not yet sent: 3").wait_for()
    inspect(page, "tablet-offline")
    touch(page, "Leave out")
    assert "/question/1/1" in page.url
    assert not Answer.objects.exists()
    page.context.set_offline(False)
    page.wait_for_url("**/question/1/6", timeout=20_000)
    assert dict(answers_of(given.loneliness)) == {"1": "2", "2": "2", "3": "2"}


def test_twenty_answers_are_typed_with_twenty_keys(given, visit):
    page = visit(given.anna)
    page.goto(f"/battery/{given.loneliness.public_id}/type")
    inspect(page, "type")
    page.locator("#cell-1").focus()
    page.keyboard.type("1234123412341234123")
    assert page.locator(":focus").get_attribute("id") == "cell-20"
    page.keyboard.type("7")
    press(page, "Save")
    inspect(page, "type-error")
    page.locator("#cell-20").fill("4")
    press(page, "Save")
    assert "typed a second time" in page.inner_text("main")
    page.goto(f"/battery/{given.loneliness.public_id}/type")
    page.locator("#cell-1").focus()
    page.keyboard.type("12341234123412341233")
    press(page, "Save")
    inspect(page, "settle")
    page.get_by_role("radio").nth(0).check()
    press(page, "Save")
    inspect(page, "questionnaires-after")
    follow(page.get_by_role("link", name="UCLA").first)
    inspect(page, "form")
    press(page, "Correct an answer")
    inspect(page, "correct")


def test_staff_plan_hand_out_and_watch(world, given, visit):
    page = visit(world.member("mona", Role.MANAGER, region=world.north))
    page.goto(f"/battery/of/{given.person.public_id}")
    inspect(page, "questionnaires")
    follow(page.get_by_role("link", name="Plan more questionnaires"))
    inspect(page, "plan")
    page.get_by_label("Middle").check()
    press(page, "Plan them")
    follow(page.get_by_role("button", name="Start a sitting"))
    inspect(page, "start")
    page.get_by_label("Start").check()
    press(page, "Show the code")
    inspect(page, "code")
    follow(page.get_by_role("button", name="How far it has come"))
    inspect(page, "progress")
    follow(page.get_by_role("link", name="End the sitting"))
    inspect(page, "cancel")
    press(page, "End the sitting")
    follow(page.get_by_role("link", name="They will not go on"))
    inspect(page, "close")
    press(page, "Close what they began")
    inspect(page, "close-error")
    page.goto("/")
    inspect(page, "today")
