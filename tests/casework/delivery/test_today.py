"""Today begins with the diary; what is over and not recorded is asked for, what comes is not."""

from datetime import time, timedelta

from desist.casework.access import Role
from desist.casework.planning.actions.appointment import book_appointments
from tests.casework.groups.grouped import DAY, build_group
from tests.casework.pages.markup import text_of
from tests.casework.people import NOON
from tests.casework.planning.planned import build_case, whole_content


def test_a_session_to_come_stands_in_the_diary_alone_and_one_that_began_is_to_be_recorded(
    world, signed_in, clock
):
    case = build_case(world)
    plan = case.approved(whole_content())
    second = {"co_facilitator": world.member("fay", Role.FACILITATOR)}
    today = clock.at.date()
    sessions = [
        case.session(number, today, starts) | second
        for number, starts in enumerate((time(8), time(14)), start=1)
    ]
    given = {"enrolment": case.enrolment, "plan": plan, "sessions": sessions}
    book_appointments(**given, by=case.finn, at=NOON)
    page = text_of(signed_in(case.finn).get("/").text)
    diary, _heading, rest = page.partition("Sessions to record")
    for number in (1, 2):
        assert f"session {number} of" in diary
    assert "session 1" in rest
    assert "session 2" not in rest


def test_what_is_to_be_recorded_stands_in_the_order_of_its_days(world, signed_in, clock):
    group = build_group(world)
    group.members(1)
    group.meetings(DAY)
    case = build_case(world)
    case.booked(case.approved(), DAY - timedelta(days=1), DAY + timedelta(days=1))
    assert case.finn == group.finn
    clock.set(DAY + timedelta(days=7))
    page = text_of(signed_in(case.finn).get("/").text).partition("Sessions to record")[2]
    first, second = (page.index(f"session {number} of") for number in (1, 2))
    assert first < page.index(group.group.name) < second
