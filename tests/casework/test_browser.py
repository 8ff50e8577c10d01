"""In a real browser: one referral from end to end, and axe on every page and form state.

Skipped where no browser is, unless ``CI`` says that there must be one.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from desist.casework.access import Role

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PROGRAM = os.environ.get("CHROMIUM_PATH") or next(filter(None, map(shutil.which, NAMES)), None)
ASSETS = Path(__file__).parents[2] / "src/desist/casework/pages/static/desist/desist.css"

pytestmark = [
    pytest.mark.skipif(not PROGRAM and not os.environ.get("CI"), reason="no browser here"),
    pytest.mark.skipif(not ASSETS.exists(), reason="the assets are not built: make assets"),
]


@pytest.fixture(scope="module")
def chromium():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        flags = ["--disable-gpu", "--no-first-run", "--disable-background-networking"]
        if os.getuid() == 0:
            flags.append("--no-sandbox")
        browser = playwright.chromium.launch(executable_path=PROGRAM, args=flags)
        yield browser
        browser.close()


@pytest.fixture
def world(transactional_db):
    from tests.casework.people import build_world

    return build_world()


@pytest.fixture
def visit(chromium, world, live_server):
    """A window in which somebody is signed in; it fails on any complaint of the console."""
    opened, complaints = [], []

    def sign_in(user):
        from django.test import Client

        client = world.browser(Client(), user)
        context = chromium.new_context(base_url=live_server.url)
        context.set_default_timeout(10_000)
        value = client.cookies["desist"].value
        context.add_cookies([{"name": "desist", "value": value, "url": live_server.url}])
        page = context.new_page()
        page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else 0)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        opened.append(context)
        return page

    yield sign_in
    for context in opened:
        context.close()
    assert not [each for each in complaints if "status of 40" not in each]


def inspect(page, name):
    """Have axe look at the page as it stands; keep a picture where one is asked for."""
    from axe_playwright_python.sync_playwright import Axe

    folder = os.environ.get("DESIST_SCREENSHOTS")
    if folder:
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)
    found = Axe().run(page).response["violations"]
    assert not [(each["id"], each["nodes"][0]["html"]) for each in found], name


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


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


def test_axe_finds_nothing_on_the_way_in(visit, chromium, live_server):
    page = chromium.new_context(base_url=live_server.url).new_page()
    page.goto("/account/sign-in")
    inspect(page, "sign-in")
    press(page, "Continue")
    inspect(page, "sign-in-error")
    page.context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_is_cut_off_at_four_hundred_percent(world, visit, width):
    page = visit(world.member("mona", Role.MANAGER, region=world.north))
    world.person()
    page.set_viewport_size({"width": width, "height": 800})
    for address in ("/", "/people/", "/referrals/"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
