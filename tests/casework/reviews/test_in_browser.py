"""In a real browser: a review from its call to its record, feedback, a complaint and its answer."""

import pytest

from desist.casework.reviews.models import Complaint, Review
from tests.casework.window import NEEDS_A_BROWSER, follow, inspect, press

pytestmark = NEEDS_A_BROWSER


@pytest.fixture
def course(world):
    from tests.casework.reviews.reviewed import build_reviewed

    return build_reviewed(world)


def day(page, group, written):
    """Type a day into the three boxes of a question."""
    boxes = page.get_by_role("group", name=group)
    for label, value in zip(("Day", "Month", "Year"), written.split(), strict=True):
        boxes.get_by_label(label).fill(value)


def test_a_review_feedback_and_a_complaint(course, visit):
    course.recorded(1)
    course.recorded(2)
    page = visit(course.case.finn)
    page.goto(f"/reviews/of/{course.case.person.public_id}")
    inspect(page, "reviews-of")
    follow(page.get_by_role("link", name="First review"))
    inspect(page, "reviews-review-due")
    follow(page.get_by_role("link", name="Write the view of the participant"))
    press(page, "Save")
    inspect(page, "reviews-say-error")
    page.get_by_label("Their view").fill("I want to go on, and evenings would help")
    press(page, "Save")
    follow(page.get_by_role("button", name="Decide a step"))
    page.get_by_label("What is to be done?").fill("Ask for an evening place")
    page.get_by_label("Probation practitioner").check()
    day(page, "By when?", "1 4 2027")
    inspect(page, "reviews-decide")
    press(page, "Save")
    follow(page.get_by_role("button", name="Record the review as held"))
    page.get_by_label("What was talked about and decided?").fill(
        "Goes on; evenings if there are any"
    )
    page.get_by_label("Agrees", exact=True).check()
    press(page, "Save")
    inspect(page, "reviews-hold-error")
    page.get_by_label("If a party said nothing").fill("On leave; wrote beforehand that she agrees")
    press(page, "Save")
    inspect(page, "reviews-review-held")
    assert Review.objects.get().accord == "agrees"

    page.goto(f"/reviews/of/{course.case.person.public_id}")
    follow(page.get_by_role("link", name="Record feedback on a module"))
    inspect(page, "reviews-feedback")
    page.get_by_label("Values and goals").check()
    page.get_by_label("It helped a little").check()
    page.get_by_label("In their own words").fill("The cards were too many")
    page.get_by_label("On paper").check()
    press(page, "Save")
    follow(page.get_by_role("link", name="Record a complaint"))
    page.get_by_label("The place, the times or the journey").check()
    page.get_by_label("What do they say happened").fill("The room was locked twice")
    page.get_by_label("Said to a member of staff").check()
    page.get_by_label("Who is to answer it?").select_option(label="Mona")
    inspect(page, "reviews-complain")
    press(page, "Save")
    inspect(page, "reviews-of-full")

    other = visit(course.case.mona)
    other.goto(f"/reviews/complaint/{Complaint.objects.get().public_id}")
    inspect(other, "reviews-complaint")
    other.get_by_label("Upheld", exact=True).check()
    other.get_by_label("The answer, as they are told it").fill("We are sorry. The key is there now")
    press(other, "Save the answer")
    assert Complaint.objects.get().upheld == "upheld"
