"""Sessions booked, moved and cancelled: nobody and no room is ever in two places."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from desist.casework.access import Role
from desist.casework.audit.door import Refused
from desist.casework.planning.actions.appointment import (
    book_appointments,
    cancel_appointment,
    mark_held,
    move_appointment,
)
from desist.casework.planning.actions.hold import TimeTaken
from desist.casework.planning.models import Appointment, AppointmentState, Hold
from tests.casework.people import NOON
from tests.casework.planning.planned import build_case

TUESDAY, WEDNESDAY = date(2026, 3, 3), date(2026, 3, 4)
LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def plan(case):
    return case.approved()


def test_sessions_are_booked_all_or_none(case, plan):
    twice = [case.session(1, TUESDAY), case.session(2, TUESDAY, time(11))]
    with pytest.raises(TimeTaken) as refused:
        book_appointments(
            enrolment=case.enrolment, plan=plan, sessions=twice, by=case.finn, at=NOON
        )
    assert refused.value.taken == ("person", "user", "room")
    assert not Appointment.objects.exists()
    assert not Hold.objects.exists()


def test_one_session_after_another_is_no_clash(case, plan):
    back_to_back = [case.session(1, TUESDAY), case.session(2, TUESDAY, time(11, 30))]
    book_appointments(
        enrolment=case.enrolment, plan=plan, sessions=back_to_back, by=case.finn, at=NOON
    )
    assert Hold.objects.count() == 2 * 3 * 6


@pytest.mark.parametrize(
    ("facilitator", "taken"), [("finn", ("user", "room")), ("fern", ("room",))]
)
def test_another_persons_session_is_kept_apart_by_staff_and_room(case, plan, facilitator, taken):
    case.booked(plan, TUESDAY)
    other = build_case(case.world, facilitator=facilitator)
    with pytest.raises(TimeTaken) as refused:
        other.booked(other.approved(), TUESDAY, starts=time(11, 15))
    assert refused.value.taken == taken


def test_a_session_of_the_plan_is_booked_once(case, plan):
    case.booked(plan, TUESDAY)
    with pytest.raises(TimeTaken) as refused:
        case.booked(plan, WEDNESDAY)
    assert refused.value.taken == ()


def test_a_moved_session_keeps_its_id_raises_its_sequence_and_frees_its_old_time(case, plan):
    (first,) = case.booked(plan, TUESDAY)
    uid = first.uid
    move_appointment(
        appointment=first, read_version=1, values={"day": WEDNESDAY}, by=case.finn, at=NOON
    )
    assert (first.uid, first.sequence, first.state) == (uid, 1, AppointmentState.MOVED)
    other = build_case(case.world)
    assert other.booked(other.approved(), TUESDAY)


def test_a_move_into_a_clash_changes_nothing(case, plan):
    _first, second = case.booked(plan, TUESDAY, WEDNESDAY)
    with pytest.raises(TimeTaken):
        move_appointment(
            appointment=second, read_version=1, values={"day": TUESDAY}, by=case.finn, at=NOON
        )
    assert Appointment.objects.get(pk=second.pk).day == WEDNESDAY
    assert Hold.objects.filter(session=second.public_id).count() == 18


def test_a_cancelled_session_can_be_booked_anew_and_not_be_moved(case, plan):
    (first,) = case.booked(plan, TUESDAY)
    cancel_appointment(appointment=first, read_version=1, by=case.finn, at=NOON)
    assert (first.state, first.sequence) == (AppointmentState.CANCELLED, 1)
    assert len(case.booked(plan, TUESDAY)) == 2
    with pytest.raises(Refused):
        move_appointment(
            appointment=first, read_version=2, values={"day": WEDNESDAY}, by=case.finn, at=NOON
        )


def test_a_session_that_was_held_stays(case, plan):
    (first,) = case.booked(plan, TUESDAY)
    mark_held(appointment=first, read_version=1, by=case.finn, at=NOON)
    assert first.state == AppointmentState.HELD
    with pytest.raises(Refused):
        cancel_appointment(appointment=first, read_version=2, by=case.finn, at=NOON)


@pytest.mark.parametrize(
    ("day", "starts", "ends"),
    [
        (date(2026, 3, 29), time(0, 30), datetime(2026, 3, 29, 3, 0, tzinfo=LONDON)),
        (date(2026, 10, 25), time(0, 30), datetime(2026, 10, 25, 1, 0, tzinfo=LONDON, fold=1)),
    ],
    ids=["the clocks go forward", "the clocks go back"],
)
def test_a_session_lasts_so_many_real_minutes_when_the_clocks_change(case, plan, day, starts, ends):
    fern = case.world.member("fern", Role.FACILITATOR)
    (first,) = case.booked(plan, day, starts=starts, second=fern)
    assert first.ends_at == ends
    assert first.ends_at.utcoffset() == ends.utcoffset()
    assert Hold.objects.filter(user=case.finn).count() == 6
