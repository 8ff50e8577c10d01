"""In a real browser: a session recorded, an absence decided on, with every key press counted."""

import pytest

from desist.casework.delivery.models import Absence, SessionRecord
from tests.casework.window import NEEDS_A_BROWSER, follow, inspect, press

pytestmark = NEEDS_A_BROWSER


@pytest.fixture
def course(world):
    from tests.casework.delivery.delivered import build_course

    return build_course(world)


def test_a_register_a_note_an_absence_and_its_decision(course, visit):
    course.sentenced()
    course.recorded(1, practice="Write one page on a good week")
    page = visit(course.case.finn)
    page.goto(f"/delivery/of/{course.case.person.public_id}")
    inspect(page, "delivery-sessions")
    follow(page.get_by_role("link", name="Record session 2"))
    inspect(page, "delivery-session")
    press(page, "Save")
    inspect(page, "delivery-session-error")
    page.get_by_label("Attended and complied").check()
    page.get_by_label("values-card-sort: Done").or_(page.locator("#covered_0")).first.check()
    page.get_by_label("Note").fill("Spoke of his week")
    press(page, "Save")
    assert SessionRecord.objects.get(number=2).note == "Spoke of his week"
    follow(page.get_by_role("link", name="Record session 3"))
    page.get_by_label("Absent").check()
    press(page, "Save")
    follow(page.get_by_role("link", name="Book a catch-up of session 3"))
    inspect(page, "delivery-catch-up")
    press(page, "Book")
    inspect(page, "delivery-catch-up-error")

    other = visit(course.rita)
    other.goto(f"/delivery/absence/{Absence.objects.get().public_id}")
    inspect(other, "delivery-absence")
    press(other, "Save my decision")
    inspect(other, "delivery-absence-error")
    other.get_by_label("No reason given").check()
    other.get_by_label("Unacceptable").check()
    press(other, "Save my decision")
    inspect(other, "delivery-failure")
    other.get_by_label("Warning given").check()
    other.get_by_label("Why, and what came of it?").fill("Given in person")
    press(other, "Save")
    inspect(other, "delivery-sessions-practitioner")


def test_the_recording_page_fits_a_telephone(course, visit):
    page = visit(course.case.finn)
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"/delivery/session/{course.sessions[0].public_id}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    inspect(page, "delivery-session-narrow")
