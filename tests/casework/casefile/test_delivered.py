"""A case in delivery: its row and its page say whether they came, what was worked on, what next."""

import pytest

from desist.casework.access import Role
from desist.casework.casefile.models import CaseSummary
from tests.casework.delivery.delivered import DAYS, build_course
from tests.casework.pages.markup import text_of
from tests.casework.test_referrals import queries


@pytest.fixture
def course(world):
    """Somebody with four booked sessions."""
    return build_course(world)


def summary_of(course):
    return CaseSummary.objects.get(person=course.case.person)


def test_before_the_first_session_the_case_is_planned_and_the_next_date_is_known(course):
    summary = summary_of(course)
    assert summary.stage == "planned"
    assert summary.next_on == DAYS[0]
    assert summary.next_place
    assert summary.last_on is None
    assert summary.sessions_planned > 0


def test_a_recorded_session_moves_the_case_on_in_the_same_act(course):
    planned = summary_of(course).minutes_planned
    course.recorded(1)
    summary = summary_of(course)
    assert (summary.stage, summary.sessions_held, summary.last_on) == ("in_delivery", 1, DAYS[0])
    assert (summary.last_came, summary.next_on) == ("complied", DAYS[1])
    assert (summary.minutes_held, summary.minutes_planned) == (85, planned)


def test_an_absence_is_the_last_session_and_counts_neither_as_held_nor_as_dose(course):
    course.recorded(1, "absent")
    summary = summary_of(course)
    assert (summary.sessions_held, summary.minutes_held, summary.last_came) == (0, 0, "absent")
    assert summary.stage == "planned"


@pytest.mark.parametrize("role", [Role.REFERRER, Role.MANAGER, Role.ASSESSOR, Role.FACILITATOR])
def test_the_whole_page_of_a_case_in_delivery_takes_at_most_twelve_queries(
    course, world, signed_in, role
):
    course.recorded(1)
    user = {Role.REFERRER: course.rita, Role.FACILITATOR: course.case.finn}.get(role)
    user = user or world.member(f"other-{role}", role, region=world.north)
    browser = signed_in(user)
    found = queries(browser, f"/person/{course.case.person.public_id}")
    assert len(found) <= 12, "\n".join(each[:200] for each in found)


def test_the_referrer_sees_in_one_look_whether_they_came_and_what_it_was_about(course, signed_in):
    course.recorded(1)
    course.recorded(2, "absent")
    said = text_of(signed_in(course.rita).get(f"/person/{course.case.person.public_id}").text)
    assert "Last session 9 March 2026: absent" in said
    assert "It was to be about:" in said
    assert "Next date Monday 16 March 2026 at" in said
    assert "You must" in said
