"""Today begins with the diary; what is over and not recorded is asked for, what comes is not."""

from datetime import time

from desist.casework.access import Role
from desist.casework.planning.actions.appointment import book_appointments
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
