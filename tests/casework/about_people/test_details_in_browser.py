"""The page of details and every form behind it, in a real browser and past axe."""

import pytest

from desist.casework.access import Role
from tests.casework.about_people.records_of_a_person import fill
from tests.casework.window import NEEDS_A_BROWSER, follow, inspect, press

pytestmark = NEEDS_A_BROWSER
FORMS = (
    "sentence", "whereabouts", "mappa", "harm", "condition", "kept-apart", "arrangement",
    "location", "screen", "judgement", "responsivity", "equality", "name",
)  # fmt: skip


@pytest.fixture
def world(transactional_db):
    from tests.casework.people import build_world

    return build_world()


@pytest.fixture
def rita(world):
    return world.member("rita", Role.REFERRER)


def test_details_are_recorded_shown_and_changed(world, rita, visit):
    person = world.person(practitioner=rita)
    page = visit(rita)
    page.goto(f"/people/of/{person.public_id}")
    inspect(page, "details-empty")
    assert "Not asked yet" in page.inner_text("#arrangement")
    follow(page.locator("#arrangement").get_by_role("link"))
    page.get_by_label("Tuesday evening").check()
    press(page, "Save")
    assert page.title().startswith("Error")
    page.get_by_role("link", name="Select one of these").click()
    page.get_by_role("radio", name="Either").check()
    press(page, "Save")
    inspect(page, "details-some")
    assert page.locator(".desist-free__yes").count() == 1
    follow(page.locator("#arrangement").get_by_role("link", name="Change"))
    assert page.get_by_label("Tuesday evening").is_checked()


def test_axe_finds_nothing_on_details_forms_and_history(world, rita, visit):
    person, other = world.person(practitioner=rita), world.person(practitioner=rita)
    fill(person, other=other)
    page = visit(rita)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"/people/of/{person.public_id}")
    inspect(page, "details")
    page.goto(f"/people/of/{person.public_id}/history")
    inspect(page, "history")
    for kind in FORMS:
        page.goto(f"/people/of/{person.public_id}/{kind}")
        inspect(page, f"record-{kind}")
        for box in page.locator("main form[novalidate] input[type=text]").all():
            box.fill("")
        press(page, "Save")
        inspect(page, f"record-{kind}-error")
    page.goto(f"/people/of/{person.public_id}")
    follow(page.locator("#sentence").get_by_role("link", name="Change"))
    inspect(page, "change-sentence")


@pytest.mark.parametrize("width", [320, 1280])
def test_details_are_not_cut_off_at_four_hundred_percent(world, rita, visit, width):
    person, other = world.person(practitioner=rita), world.person(practitioner=rita)
    fill(person, other=other)
    page = visit(rita)
    page.set_viewport_size({"width": width, "height": 800})
    for address in ("", "/history", "/arrangement", "/condition"):
        page.goto(f"/people/of/{person.public_id}{address}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        inspect(page, f"details-{width}{address.replace('/', '-')}")
