"""An interpreter is booked for each session, asked for in time, and anew when the session moves."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from desist.casework.access import Role
from desist.casework.audit.door import Refused
from desist.casework.people.actions import state_arrangement
from desist.casework.planning.actions.appointment import (
    cancel_appointment,
    mark_held,
    move_appointment,
)
from desist.casework.planning.actions.enrolment import end_enrolment
from desist.casework.planning.actions.support import NotArranged, book_support
from desist.casework.planning.queries.adjustment import adjustments_for
from desist.casework.planning.queries.overview import AHEAD
from desist.casework.planning.queries.support import support_to_book, support_to_call_off
from tests.casework.pages.markup import text_of
from tests.casework.people import NOON
from tests.casework.planning.planned import BY, whole_content

TODAY = timezone.localdate()
NEAR = TODAY + timedelta(days=3)
WAITING = {"to_book", "left_behind"}


@pytest.fixture
def sessions(case):
    """Three near sessions and one far off, of somebody with two needs of whom one is booked."""
    values = {
        "access": "interpreter speech_to_text step_free", "language": "Polish",
        "welsh": "not_asked", "available": "", "travel_minutes": None, "travel": "",
        "asked_on": NOON.date(),
    }  # fmt: skip
    state_arrangement(person=case.person, read_version=0, values=values, **BY)
    days = (NEAR, NEAR + timedelta(days=1), TODAY + AHEAD, TODAY + AHEAD + timedelta(days=1))
    return case.booked(case.approved(whole_content()), *days)


def book(session, need="interpreter", booked="Tyne Interpreters"):
    by = session.facilitator
    return book_support(appointment=session, need=need, booked=booked, by=by, at=NOON)


def asked_for(user):
    return support_to_book(user, day=TODAY, until=TODAY + AHEAD)


def states(session):
    session.refresh_from_db()
    return {each.code: each.state for each in adjustments_for(session)}


def test_sessions_of_the_next_fortnight_are_asked_for_until_both_needs_are_booked(case, sessions):
    assert asked_for(case.finn) == sessions[:3]
    book(sessions[0])
    assert asked_for(case.finn) == sessions[:3], "one need is left"
    book(sessions[0], need="speech_to_text")
    assert asked_for(case.finn) == sessions[1:3]
    assert states(sessions[0])["interpreter"] == "booked"


def test_a_session_that_moves_leaves_its_interpreter_behind_until_it_is_where_it_was(
    case, sessions
):
    session = sessions[0]
    for need in ("interpreter", "speech_to_text"):
        book(session, need)
    for day, version, state in ((NEAR + timedelta(days=2), 1, "left_behind"), (NEAR, 2, "booked")):
        move_appointment(appointment=session, read_version=version, values={"day": day}, **BY)
        assert states(session)["interpreter"] == state
        assert (session in asked_for(case.finn)) is (state == "left_behind")


def test_whoever_was_called_off_is_to_be_booked_again(case, sessions):
    for booked, state in (("Tyne", "booked"), ("", "to_book"), ("Wear", "booked")):
        book(sessions[0], booked=booked)
        assert states(sessions[0])["interpreter"] == state


def test_what_is_asked_for_is_what_the_page_of_a_session_says(case, sessions):
    """The query and the page are two ways to one answer."""
    book(sessions[0])
    book(sessions[1])
    book(sessions[1], "speech_to_text")
    book(sessions[2], "interpreter", "")
    waiting = [each for each in sessions[:3] if WAITING & set(states(each).values())]
    assert asked_for(case.finn) == waiting == [sessions[0], sessions[2]]


def test_nobody_is_booked_for_what_a_room_offers_nor_for_a_cancelled_session(case, sessions):
    with pytest.raises(NotArranged):
        book(sessions[0], need="step_free")
    cancel_appointment(appointment=sessions[0], read_version=1, **BY)
    assert sessions[0] not in asked_for(case.finn)


def to_call_off(user):
    return support_to_call_off(user, day=TODAY)


def test_whoever_is_booked_for_a_cancelled_session_is_to_be_called_off(case, sessions, signed_in):
    book(sessions[0])
    assert not to_call_off(case.finn)
    end_enrolment(enrolment=case.enrolment, on=TODAY, by=BY["by"], at=timezone.now())
    assert to_call_off(case.finn) == [sessions[0]]
    browser, address = signed_in(case.finn), f"/planning/session/{sessions[0].public_id}"
    assert "Interpreters and others to call off" in browser.get("/").text
    page = text_of(browser.get(address).text)
    assert "somebody is still booked: Interpreter (Polish)" in page
    assert page.count("Say who is booked") == 0
    sent = {"booked": "", "operation": str(uuid4())}
    browser.post(reverse("planning:support", args=[sessions[0].public_id, "interpreter"]), sent)
    assert not to_call_off(case.finn)
    assert "still booked" not in browser.get(address).text


def test_whoever_was_left_behind_by_a_move_is_to_be_called_off_too(case, sessions):
    book(sessions[0])
    values = {"day": NEAR + timedelta(days=5)}
    move_appointment(appointment=sessions[0], read_version=1, values=values, **BY)
    cancel_appointment(appointment=sessions[0], read_version=2, **BY)
    assert to_call_off(case.finn) == [sessions[0]]
    book(sessions[0], booked="")
    assert not to_call_off(case.finn)


def test_for_a_session_that_was_held_nobody_is_booked_or_called_off(case, sessions):
    mark_held(appointment=sessions[0], read_version=1, **BY)
    with pytest.raises(Refused):
        book(sessions[0])


def test_it_is_booked_on_a_page_and_stands_on_today_for_those_who_book(case, sessions, signed_in):
    world = case.world
    ida = world.member("ida", Role.PROGRAMME_ADMINISTRATOR, region=world.north)
    far = world.member("far", Role.PROGRAMME_ADMINISTRATOR, region=world.south)
    heading = "Interpreters and others to book"
    for user, sees in ((ida, True), (case.finn, True), (case.mona, False), (far, False)):
        assert (heading in signed_in(user).get("/").text) is sees, user
    browser = signed_in(ida)
    session = f"/planning/session/{sessions[0].public_id}"
    assert "Interpreter (Polish): to be booked" in text_of(browser.get(session).text)
    address = reverse("planning:support", args=[sessions[0].public_id, "interpreter"])
    assert address in browser.get(session).text
    answer = browser.post(address, {"booked": "Tyne Interpreters, ref. 481"}, follow=True)
    assert "Tyne Interpreters, ref. 481 is booked" in text_of(answer.text)
    assert 'value="Tyne Interpreters, ref. 481"' in browser.get(address).text
    move_appointment(
        appointment=sessions[0], read_version=1, values={"day": NEAR + timedelta(days=2)}, **BY
    )
    moved = text_of(browser.get(session).text)
    assert "Booked for another time than the session has now" in moved
    assert "Tyne Interpreters, ref. 481 was booked for" in moved


@pytest.mark.parametrize("need", ["step_free", "sign_language", "x", "interpreter%00"])
def test_a_need_that_was_not_arranged_has_no_page(case, sessions, signed_in, need):
    browser = signed_in(case.finn)
    address = f"/planning/session/{sessions[0].public_id}/support/{need}"
    assert browser.get(address).status_code == 404


@pytest.mark.parametrize("typed", ["x" * 101, "a\x07b", "a\u202eb"])
def test_what_is_typed_of_it_is_one_line_of_plain_text(case, sessions, signed_in, typed):
    address = reverse("planning:support", args=[sessions[0].public_id, "interpreter"])
    answer = signed_in(case.finn).post(address, {"booked": typed})
    assert 'id="booked-error"' in answer.text
