"""In a real browser: one referral from end to end, and axe on every page and form state.

Skipped where no browser is, unless ``CI`` says that there must be one.
"""

from __future__ import annotations

import pytest

from desist.casework.access import Role
from tests.casework.window import NEEDS_A_BROWSER, follow, inspect, press

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
    inspect(page, "referrals-none")
    press(page, "Refer to a programme")
    inspect(page, "refer")
    write_referral(page)
    inspect(page, "referral")
    follow(page.get_by_role("link", name="For the assessor"))
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
    follow(page.get_by_role("link", name="Waiting list"))
    inspect(page, "waiting")


def write_referral(page):
    """Write a referral step by step, as a practitioner does, and send it."""
    follow(page.get_by_role("link", name="Programme", exact=True))
    press(page, "Save and continue")
    page.get_by_role("link", name="Select a programme").wait_for()
    assert page.title().startswith("Error")
    assert page.locator(":focus").get_attribute("class") == "govuk-error-summary"
    inspect(page, "refer-error")
    page.get_by_role("link", name="Select a programme").click()
    page.get_by_label("Internet Sex Offender Treatment Programme").check()
    press(page, "Save and continue")
    page.get_by_label("A licence condition that is not on record here yet").check()
    page.get_by_label("England", exact=True).check()
    page.get_by_label("Community").check()
    inspect(page, "refer-basis")
    press(page, "Save and continue")
    page.get_by_label("Offence", exact=True).select_option("pca-1978-s1-make")
    page.get_by_role("group", name="Convicted on").get_by_label("Day").fill("3")
    page.get_by_role("group", name="Convicted on").get_by_label("Month").fill("2")
    page.get_by_role("group", name="Convicted on").get_by_label("Year").fill("2025")
    page.get_by_role("group", name="Were images involved?").get_by_label("Yes").check()
    page.get_by_role("group", name="Was there contact with a victim?").get_by_label(
        "No", exact=True
    ).check()
    inspect(page, "refer-offences")
    press(page, "Add this offence")
    inspect(page, "refer-offences-one")
    press(page, "These are all")
    follow(page.get_by_role("link", name="Facts for screening"))
    for group in ("Did they arrange", "Did they direct"):
        page.get_by_role("group", name=group).get_by_label("No", exact=True).check()
    page.get_by_label("No sign of a learning disability").check()
    inspect(page, "refer-protection")
    press(page, "Save and continue")
    follow(page.get_by_role("link", name="Back to the list without saving"))
    follow(page.get_by_role("link", name="For the assessor"))
    page.get_by_label("What should the assessor know?").fill("Works nights")
    press(page, "Save and continue")
    inspect(page, "refer-ready")
    press(page, "Check your answers")
    inspect(page, "refer-check")
    press(page, "Send the referral")


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
            follow(page.locator("main form[novalidate] button[type=submit]").first)
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
