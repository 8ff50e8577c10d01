"""In a real browser: how it ended, and a report written, with axe on every state."""

import pytest

from tests.casework.window import NEEDS_A_BROWSER, follow, inspect, press

pytestmark = NEEDS_A_BROWSER


@pytest.fixture
def course(world):
    from tests.casework.delivery.delivered import build_course

    return build_course(world)


def test_a_programme_is_ended_and_its_report_written(course, visit):
    course.recorded(1, exercises=(("values-card-sort", "whole", ""),))
    page = visit(course.case.finn)
    page.goto(f"/outcomes/of/{course.case.person.public_id}")
    inspect(page, "outcomes-none")
    follow(page.get_by_role("button", name="Record how it ended"))
    press(page, "Save")
    inspect(page, "outcomes-end-error")
    page.get_by_label("They left").check()
    press(page, "Save")
    inspect(page, "outcomes-ended")
    follow(page.get_by_role("link", name="Begin the report"))
    press(page, "Assemble it")
    page.get_by_label("Summary").fill("He came once and worked.")
    inspect(page, "outcomes-write")
    press(page, "Save")
    inspect(page, "outcomes-report")
    press(page, "Sign")
    inspect(page, "outcomes-report-unsaid")
