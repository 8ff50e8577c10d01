"""What came after a session was booked, and stands against holding it, is said where it is seen."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from desist.casework.access import Role
from desist.casework.access.circumstances import Circumstances, under
from desist.casework.accounts.actions.staff import close_account, end_appointment
from desist.casework.people.actions import (
    exclude,
    record_sentence,
    record_whereabouts,
    restrict_to,
)
from desist.casework.people.models import Sentence
from desist.casework.planning.actions.appointment import cancel_appointment
from desist.casework.planning.actions.enrolment import end_enrolment
from desist.casework.planning.actions.place import change_room, record_leave, withdraw_leave
from desist.casework.planning.models import Appointment
from desist.casework.planning.panels import diary
from desist.casework.planning.queries.free_time import Diary
from desist.casework.planning.queries.hindrance import (
    first_hindered,
    hindrances_of,
    list_hindered,
)
from desist.casework.planning.queries.overview import AHEAD
from desist.casework.planning.queries.requirement import days_not_covered
from desist.casework.referrals.models import Referral
from desist.casework.tasks.actions import add_holiday
from tests.casework.people import NOON
from tests.casework.planning.planned import BY, whole_content

DAY = date(2026, 3, 9)
WEEK = {"first_on": DAY - timedelta(days=2), "last_on": DAY + timedelta(days=2)}


@pytest.fixture
def session(case):
    """One that is held by two, a week ahead."""
    second = case.world.member("susan", Role.FACILITATOR)
    return case.booked(case.approved(whole_content()), DAY, second=second)[0]


def on_leave(case):
    record_leave(user=case.finn, **WEEK, **BY)


def second_on_leave(case):
    record_leave(user=case.world.member("susan"), **WEEK, **BY)


def account_closed(case):
    close_account(user=case.finn, **BY)


def second_moves_on(case):
    post = case.world.member("susan").appointments.get()
    end_appointment(post=post, ends_on=DAY - timedelta(days=1), **BY)


def in_custody(case, **changed):
    values = {"kind": "remand", "begins_on": date(2026, 3, 3), "ended_on": None}
    values |= {"expected_until": None, "source": "court"} | changed
    record_whereabouts(person=case.person, values=values, **BY)


def room_out_of_use(case):
    change_room(room=case.room, values={"is_open": False}, **BY)


def no_work_that_day(case):
    add_holiday(nation=case.referral.nation, day=DAY, title="Extra", **BY)


def order_ended(case):
    sentenced(case, ends_on=DAY - timedelta(days=1))


def sentenced(case, **changed):
    values = {
        "order": "community_order", "requirement": "programme_requirement", "number": "1",
        "nation": "england", "begins_on": date(2025, 6, 1), "terminated_on": None,
        "terminated_because": "", "source": "court",
    } | changed  # fmt: skip
    record_sentence(person=case.person, values=values, **BY)
    Referral.objects.update(sentence=Sentence.objects.get(), source="requirement")


def facilitator_excluded(case):
    exclude(person=case.person, user=case.finn, reason="kin", on=NOON.date(), **BY)


def second_not_named(case):
    for user in (case.finn, case.mona):
        restrict_to(person=case.person, user=user, reason="well known", on=NOON.date(), **BY)


@pytest.mark.parametrize(
    ("happens", "code"),
    [
        (on_leave, "leave"), (second_on_leave, "leave"), (account_closed, "gone"),
        (second_moves_on, "gone"), (in_custody, "away"), (room_out_of_use, "closed"),
        (no_work_that_day, "holiday"), (order_ended, "lapsed"), (facilitator_excluded, "barred"),
        (second_not_named, "barred"),
    ],
)  # fmt: skip
def test_each_is_found_and_nothing_else(case, session, happens, code):
    assert hindrances_of(session) == []
    happens(case)
    assert hindrances_of(session) == [code]
    with under(Circumstances(actor=case.mona, at=NOON)):
        assert list(list_hindered(case.mona, day=NOON.date())) == [session]
        near = {"day": NOON.date(), "until": NOON.date() + AHEAD}
        assert first_hindered(case.mona, **near) == [session]


@pytest.mark.parametrize(
    ("happens", "closed"),
    [(on_leave, "leave"), (in_custody, "away"), (no_work_that_day, "bank_holiday")],
)
def test_what_keeps_a_day_from_being_proposed_also_hinders_what_is_booked(
    case, session, happens, closed
):
    happens(case)
    diary = Diary(
        people=(case.person,), staff=session.facilitators, room=case.room,
        nation=case.referral.nation, first_on=DAY, last_on=DAY,
    )  # fmt: skip
    assert diary.closed(DAY) == closed
    assert hindrances_of(session)


def withdrawn(case, session):
    withdraw_leave(leave=record_leave(user=case.finn, **WEEK, **BY), **BY)


def back_on_the_day(case, session):
    in_custody(case, ended_on=DAY)


def in_prison_anyway(case, session):
    Referral.objects.update(setting="custody")
    in_custody(case)


def cancelled(case, session):
    on_leave(case)
    cancel_appointment(appointment=session, read_version=1, **BY)


def over(case, session):
    on_leave(case)
    end_enrolment(enrolment=case.enrolment, on=DAY, by=BY["by"], at=NOON + timedelta(days=8))


def of_their_own_will(case, session):
    order_ended(case)
    Referral.objects.update(source="voluntary")


@pytest.mark.parametrize(
    "happens",
    [withdrawn, back_on_the_day, in_prison_anyway, cancelled, over, of_their_own_will],
)
def test_these_stand_against_nothing(case, session, happens):
    happens(case, session)
    with under(Circumstances(actor=case.mona, at=NOON)):
        assert not list(list_hindered(case.mona, day=NOON.date()))


def test_it_stands_on_today_for_a_fortnight_and_on_the_page_for_good(case, session):
    on_leave(case)
    with under(Circumstances(actor=case.finn, at=NOON)):
        for before, shown in ((14, True), (15, False)):
            panel = diary(case.finn, day=DAY - timedelta(days=before))
            assert bool(panel and panel.context["hindered"].rows) is shown
        assert list(list_hindered(case.finn, day=DAY - timedelta(days=60)))


def test_the_pages_say_why(world, client, case, session):
    Appointment.objects.update(day=date(2999, 3, 4))
    record_leave(user=case.finn, first_on=date(2999, 3, 4), last_on=date(2999, 3, 4), **BY)
    browser = world.browser(client, case.mona)
    listed = browser.get("/planning/to-move").text
    assert "Monday 4 March 2999" in listed
    assert "a facilitator is on leave" in listed
    page = browser.get(f"/planning/session/{session.public_id}").text
    assert "It cannot be held as it is booked: a facilitator is on leave." in page


def test_whoever_records_leave_is_shown_what_is_booked_then(world, client, case, session):
    Appointment.objects.update(day=date(2999, 3, 4))
    other = world.member("oliver", Role.FACILITATOR)
    browser = world.browser(client, case.mona)
    answers = []
    for user, day in ((case.finn, "5"), (case.finn, "4"), (other, "4")):
        typed = {"user": str(user.public_id), "operation": str(uuid4())}
        for name in ("first_on", "last_on"):
            typed |= {f"{name}-day": day, f"{name}-month": "3", f"{name}-year": "2999"}
        answers.append(browser.post("/planning/leave", typed).headers["location"])
    assert answers == ["/planning/leave", "/planning/to-move", "/planning/leave"]


@pytest.mark.parametrize(
    ("changed", "lapsed"),
    [
        ({"ends_on": DAY}, False), ({"ends_on": DAY - timedelta(days=1)}, True),
        ({"ends_on": None}, False), ({"begins_on": DAY}, False),
        ({"begins_on": DAY + timedelta(days=1)}, True), ({"requirement": "none"}, True),
        ({"terminated_on": DAY, "terminated_because": "revoked"}, True),
        ({"terminated_on": DAY + timedelta(days=1), "terminated_because": "revoked"}, False),
    ],
)  # fmt: skip
def test_an_order_asks_for_a_session_here_exactly_where_one_could_be_booked(
    case, session, changed, lapsed
):
    """The query and `days_not_covered` are two ways to one answer."""
    sentenced(case, **{"ends_on": date(2030, 1, 1)} | changed)
    referral = Referral.objects.get()
    assert bool(days_not_covered(referral, [DAY])) is lapsed
    assert hindrances_of(session) == (["lapsed"] if lapsed else [])
