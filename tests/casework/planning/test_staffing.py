"""Nobody holds a session alone out of hours, or with somebody of whom staff are warned."""

from datetime import date, time

import pytest

from desist.casework.access import Role
from desist.casework.concerns.actions.acknowledgement import acknowledge_concern
from desist.casework.concerns.actions.closing import close_concern
from desist.casework.planning.actions.appointment import move_appointment
from desist.casework.planning.models import Appointment, Hold
from desist.casework.planning.queries.staffing import TwoNeeded, held_alone
from tests.casework.concerns.concern import raised
from tests.casework.people import NOON
from tests.casework.planning.planned import whole_content
from tests.casework.planning.test_schedule import address, seen_in, sent

TUESDAY, WEDNESDAY = date(2026, 3, 3), date(2026, 3, 4)


def threatened(case):
    return raised(case.person, case.finn, kind="threat_to_staff_or_member")


def test_out_of_hours_one_member_of_staff_is_refused_and_two_are_not(case):
    plan = case.approved()
    with pytest.raises(TwoNeeded) as refused:
        case.booked(plan, TUESDAY, WEDNESDAY, starts=time(17))
    assert [each.id for each in refused.value.grounds] == ["outside_hours"]
    assert not Appointment.objects.exists()
    assert not Hold.objects.exists()
    fern = case.world.member("fern", Role.FACILITATOR)
    case.booked(plan, TUESDAY, starts=time(17), second=fern)
    assert Appointment.objects.get().facilitators == (case.finn, fern)


def test_a_session_is_not_moved_out_of_hours_for_one_alone(case):
    (first,) = case.booked(case.approved(), TUESDAY)
    with pytest.raises(TwoNeeded):
        move_appointment(
            appointment=first, read_version=1, values={"starts": time(7)}, by=case.finn, at=NOON
        )
    assert Appointment.objects.get().starts == time(10)


def test_after_a_threat_sessions_to_come_are_pointed_out_until_it_is_closed(case, signed_in):
    first, second = case.booked(case.approved(whole_content()), TUESDAY, WEDNESDAY)
    sessions = [first, second]
    assert held_alone(case.person, sessions) == []
    concern = threatened(case)
    assert [each for each, _why in held_alone(case.person, sessions)] == sessions
    browser = signed_in(case.finn)
    page = browser.get(f"/planning/of/{case.person.public_id}").text
    assert "2 sessions to come name one member of staff" in page
    page = browser.get(f"/planning/session/{first.public_id}").text
    assert "Nobody holds this session alone" in page
    assert "threat" not in page.lower(), "why staff are warned is for those who may see concerns"
    done = {"by": case.mona, "at": NOON}
    concern = acknowledge_concern(concern=concern, **done)
    close_concern(concern=concern, read_version=concern.version, outcome="x", **done)
    assert held_alone(case.person, sessions) == []


def test_booking_after_a_threat_asks_for_a_second_and_then_books(case, signed_in):
    threatened(case)
    plan = case.approved(whole_content())
    fern = case.world.member("fern", Role.FACILITATOR)
    browser = signed_in(case.mona)
    seen = {"seen": seen_in(browser.post(address(plan), sent(case))), "accept": "yes"}
    refused = browser.post(address(plan), sent(case, **seen))
    assert "Name a second member of staff" in refused.text
    assert not Appointment.objects.exists()
    two = {"co_facilitator": str(fern.public_id)}
    assert browser.post(address(plan), sent(case, **seen, **two)).status_code == 302
    assert Appointment.objects.filter(co_facilitator=fern).count() == plan.sessions
