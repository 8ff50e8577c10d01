"""With a keyboard alone: everything is reached in the order in which it is read, and seen."""

from datetime import timedelta

import pytest
from django.utils import timezone

from desist.casework.access import Role
from tests.casework.casefile.cases import refer
from tests.casework.window import NEEDS_A_BROWSER, inspect

pytestmark = NEEDS_A_BROWSER

WHERE = """() => {
  const each = document.activeElement
  if (!each || each === document.body) return null
  const box = each.getBoundingClientRect(), style = getComputedStyle(each)
  const all = [...document.querySelectorAll("*")]
  return {
    name: each.outerHTML.slice(0, 90), place: all.indexOf(each),
    seen: box.width > 1 && box.height > 1 && style.visibility !== "hidden",
    marked: style.outlineStyle !== "none" || style.boxShadow !== "none",
  }
}"""


@pytest.fixture
def mona(world):
    return world.member("mona", Role.MANAGER, region=world.north)


def walk(page):
    """Every place that Tab reaches, until it leaves the page."""
    reached = []
    for _ in range(150):
        page.keyboard.press("Tab")
        found = page.evaluate(WHERE)
        if found is None or (reached and found["place"] <= reached[-1]["place"]):
            return reached, found
        reached.append(found)
    raise AssertionError("the keyboard is caught in this page")


@pytest.mark.parametrize("address", ["/", "/people/?stage=referred", "/person", "/people/register"])
def test_tab_walks_the_page_in_reading_order_and_each_place_is_seen(world, visit, mona, address):
    person = world.person()
    refer(person)
    page = visit(mona)
    page.goto(f"/person/{person.public_id}" if address == "/person" else address)
    reached, left_for = walk(page)
    assert left_for is None or left_for["place"] == reached[0]["place"]
    assert "govuk-skip-link" in reached[0]["name"]
    assert len(reached) >= 8
    for each in reached:
        assert each["seen"], each["name"]
        assert each["marked"], each["name"]


def test_the_first_key_leads_past_the_frame(world, visit, mona):
    page = visit(mona)
    page.goto("/people/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main-content"


def test_filters_open_choose_and_come_off_without_a_mouse(world, visit, mona):
    waiting, idle = world.person(), world.person()
    refer(waiting, on=timezone.localdate() - timedelta(weeks=6))
    page = visit(mona)
    page.goto("/people/")
    page.locator(".desist-filter summary").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Stage").select_option("Referred")
    page.get_by_role("button", name="Apply filters").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**stage=referred**")
    assert waiting.crn in page.inner_text("main")
    assert idle.crn not in page.inner_text("main")
    inspect(page, "people-filtered")
    page.get_by_role("link", name="Take off the filter Stage: Referred").press("Enter")
    page.wait_for_url("**/people/?")
    assert idle.crn in page.inner_text("main")


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_is_cut_off_at_four_hundred_percent(world, visit, mona, width):
    person = world.person()
    refer(person)
    page = visit(mona, viewport={"width": width, "height": 800})
    for address in ("/", "/people/?stage=referred", f"/person/{person.public_id}"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        inspect(page, f"small{address.partition('?')[0].replace('/', '-')[:8]}-{width}")


def test_paper_holds_the_case_and_no_way_elsewhere(world, visit, mona):
    person = world.person()
    refer(person)
    page = visit(mona)
    page.goto(f"/person/{person.public_id}")
    page.emulate_media(media="print")
    assert page.get_by_text(person.crn).is_visible()
    for gone in (
        ".desist-header",
        ".govuk-service-navigation",
        ".desist-sections",
        ".govuk-footer",
    ):
        assert not page.locator(gone).is_visible(), gone
