"""In a real browser: one referral from end to end, and axe on every page and form state.

Skipped where no browser is, unless ``CI`` says that there must be one.
"""

from __future__ import annotations

import pytest

from desist.casework.access import Role
from tests.casework.window import NEEDS_A_BROWSER, inspect, press

pytestmark = NEEDS_A_BROWSER


def test_one_referral_from_end_to_end(world, visit):
    rita = world.member("rita", Role.REFERRER)
    person = world.person(practitioner=rita)
    page = visit(rita)
    page.goto("/")
    inspect(page, "today-empty")
    page.get_by_role("searchbox", name="Name or CRN").fill(person.crn)
    press(page, "Search")
    inspect(page, "person")
    press(page, "Refer to a programme")
    inspect(page, "refer")
    press(page, "Make referral")
    assert page.title().startswith("Error")
    assert page.locator(":focus").get_attribute("class") == "govuk-error-summary"
    inspect(page, "refer-error")
    page.get_by_role("link", name="Select where they will be").click()
    page.get_by_label("Internet Sex Offender Treatment Programme").check()
    page.get_by_label("Licence condition").check()
    page.get_by_label("Community").check()
    page.get_by_label("What should the assessor know?").fill("Works nights")
    press(page, "Make referral")
    inspect(page, "referral")
    press(page, "Correct")
    page.get_by_label("What should the assessor know?").fill("Works days")
    other = visit(rita)
    other.goto(page.url)
    other.get_by_label("What should the assessor know?").fill("Works evenings")
    press(other, "Save")
    press(page, "Save")
    inspect(page, "conflict")
    assert "Works evenings" in page.inner_text(".desist-conflict")
    press(page, "Save")
    assert "Works days" in page.inner_text("main")
    page.get_by_role("link", name="Waiting list").click()
    inspect(page, "waiting")


@pytest.mark.parametrize(
    ("role", "addresses"),
    [
        (Role.MANAGER, ["/", "/people/", "/people/register", "/referrals/"]),
        (Role.AUDITOR, ["/", "/audit/", "/people/resolve"]),
        (Role.ADMINISTRATOR, ["/account/staff", "/account/staff/invite", "/account/"]),
        (Role.DUTY_MANAGER, ["/people/emergency", "/service/accessibility", "/nothing-here"]),
    ],
)
def test_axe_finds_nothing_on_the_pages_of_a_role(world, visit, role, addresses):
    user = world.member(role.value, role, region=world.north)
    world.person()
    page = visit(user)
    for address in addresses:
        page.goto(address)
        inspect(page, f"{role.value}{address.replace('/', '-')}")
        if page.locator("main form[novalidate]").count():
            page.locator("main form[novalidate] button[type=submit]").first.click()
            inspect(page, f"{role.value}{address.replace('/', '-')}-error")


def test_axe_finds_nothing_on_the_way_in(window):
    page = window()
    page.goto("/account/sign-in")
    inspect(page, "sign-in")
    press(page, "Continue")
    inspect(page, "sign-in-error")


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_is_cut_off_at_four_hundred_percent(world, visit, width):
    page = visit(world.member("mona", Role.MANAGER, region=world.north))
    world.person()
    page.set_viewport_size({"width": width, "height": 800})
    for address in ("/", "/people/", "/referrals/"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
