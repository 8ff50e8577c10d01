"""Booking by proposal: holidays, leave and clashes passed over; accepted is what was seen."""

from datetime import date, datetime, time, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from desist.casework.access import Role
from desist.casework.people.actions import state_arrangement
from desist.casework.planning.actions.place import record_leave
from desist.casework.planning.models import Appointment, Hold
from desist.casework.planning.queries.free_time import parts_of
from tests.casework.people import NOON
from tests.casework.planning.planned import BY, build_case, whole_content
from tests.casework.test_referrals import queries

TODAY = timezone.localdate()
TUESDAY = TODAY + timedelta(days=(1 - TODAY.weekday()) % 7 or 7)


@pytest.fixture
def plan(case):
    return case.approved(whole_content())


def sent(case, **more):
    return {
        "operation": str(uuid4()), "first_on-day": TUESDAY.day, "first_on-month": TUESDAY.month,
        "first_on-year": TUESDAY.year, "weekdays[]": ["1"], "starts": "10:00", "or_starts": "",
        "a_week": "1", "facilitator": str(case.finn.public_id), "co_facilitator": "",
        "room": str(case.room.public_id),
    } | more  # fmt: skip


def address(plan):
    return f"/planning/plan/{plan.public_id}/sessions"


def seen_in(page):
    return page.text.split('name="seen" value="')[1].split('"')[0]


def proposed_days(page):
    rows = page.text.split("Sessions proposed")[1].split("</table>")[0].split("<tr")[2:]
    return [row.split("<td")[1].split(">")[1].split("<")[0] for row in rows]


def test_what_was_seen_is_booked_and_the_referral_is_scheduled(case, plan, signed_in):
    mona = case.mona
    for to in ("awaiting_assessment", "awaiting_allocation"):
        case.referral.refresh_from_db()
        if case.referral.status != to:
            move_to(case, to)
    browser = signed_in(mona)
    page = browser.post(address(plan), sent(case))
    assert not Appointment.objects.exists()
    answer = browser.post(address(plan), sent(case, seen=seen_in(page), accept="yes"))
    assert answer.status_code == 302
    booked = list(Appointment.objects.order_by("number"))
    assert [each.number for each in booked] == list(range(1, plan.sessions + 1))
    assert all(each.day.weekday() == 1 for each in booked)
    case.referral.refresh_from_db()
    assert case.referral.status == "scheduled"


def move_to(case, to):
    from desist.casework.referrals.models import Referral

    Referral.objects.filter(pk=case.referral.pk).update(status=to)
    case.referral.refresh_from_db()


def test_days_that_others_took_meanwhile_are_shown_anew_and_not_booked(case, plan, signed_in):
    browser = signed_in(case.finn)
    page = browser.post(address(plan), sent(case))
    other = build_case(case.world)
    other.booked(other.approved(), TUESDAY, starts=time(11))
    answer = browser.post(address(plan), sent(case, seen=seen_in(page), accept="yes"))
    assert answer.status_code == 200
    assert "something was booked meanwhile" in answer.text
    assert Appointment.objects.filter(enrolment=case.enrolment).count() == 0


def test_leave_and_bank_holidays_are_passed_over_and_said(case, plan, signed_in):
    away = {"first_on": TUESDAY, "last_on": TUESDAY}
    record_leave(user=case.finn, **away, **BY)
    page = signed_in(case.finn).post(address(plan), sent(case, **{"weekdays[]": ["1", "4"]}))
    assert "a facilitator is on leave" in page.text
    christmas = sent(case, **{
        "first_on-day": 23, "first_on-month": 12, "first_on-year": 2026, "weekdays[]": ["4"],
    })  # fmt: skip
    if date(2026, 12, 23) >= TODAY:
        page = signed_in(case.finn).post(address(plan), christmas)
        assert "Friday 25 December 2026: a day on which nobody works" in page.text


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("first_on-year", "2020", "first_on"),
        ("weekdays[]", [], "weekdays"),
        ("starts", "10:07", "starts"),
        ("starts", "", "starts"),
        ("a_week", "9", "a_week"),
        ("room", "00000000-0000-4000-8000-000000000000", "room"),
        ("facilitator", "", "facilitator"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(case, plan, signed_in, field, value, error):
    page = signed_in(case.finn).post(address(plan), sent(case, **{field: value}))
    assert page.status_code == 200
    assert f'id="{error}-error"' in page.text
    assert not Hold.objects.exists()


def test_two_facilitators_are_two_people(case, plan, signed_in):
    same = sent(case, co_facilitator=str(case.finn.public_id))
    page = signed_in(case.finn).post(address(plan), same)
    assert 'id="co_facilitator-error"' in page.text


def test_sessions_are_proposed_when_the_person_said_that_they_are_free_or_at_any_time(
    case, plan, signed_in
):
    values = {
        "access": "", "language": "", "welsh": "not_asked", "travel_minutes": None, "travel": "",
        "available": "tuesday_afternoon thursday_morning", "asked_on": NOON.date(),
    }  # fmt: skip
    state_arrangement(person=case.person, read_version=0, values=values, **BY)
    browser, asked = signed_in(case.finn), sent(case, **{"weekdays[]": ["1", "3"], "a_week": "1"})
    page = browser.post(address(plan), asked)
    weekdays = [cell.split()[0] for cell in proposed_days(page)]
    assert set(weekdays) == {"Thursday"}, "ten o'clock is morning: not on a Tuesday"
    assert "the person did not say that they are free then" in page.text
    page = browser.post(address(plan), asked | {"any_time": "on"})
    assert proposed_days(page)[0].startswith("Tuesday")


@pytest.mark.parametrize(
    ("begins", "ends", "parts"),
    [
        (time(10), time(11, 30), {"tuesday_morning"}),
        (time(10, 30), time(12), {"tuesday_morning"}),
        (time(11), time(12, 30), {"tuesday_morning", "tuesday_afternoon"}),
        (time(12), time(17), {"tuesday_afternoon"}),
        (time(17), time(18, 30), {"tuesday_evening"}),
        (time(11), time(17, 15), {"tuesday_morning", "tuesday_afternoon", "tuesday_evening"}),
    ],
)
def test_a_session_touches_these_parts_of_the_week(begins, ends, parts):
    day = date(2026, 3, 3)
    assert parts_of(datetime.combine(day, begins), datetime.combine(day, ends)) == parts


@pytest.mark.parametrize(("weeks", "warns"), [(2, False), (9, True)])
def test_a_long_gap_between_two_sessions_is_pointed_out_before_booking(
    case, plan, signed_in, weeks, warns
):
    first = TUESDAY + timedelta(days=1)
    away = {"first_on": first, "last_on": TUESDAY + timedelta(weeks=weeks)}
    record_leave(user=case.finn, **away, by=case.finn, at=NOON)
    page = signed_in(case.mona).post(address(plan), sent(case)).text
    assert ("Session 2 would be" in page) is warns  # a bank holiday may add a week
    assert ("weeks after the one before" in page) is warns


def test_what_a_room_does_not_offer_is_said_before_and_after_booking(case, plan, signed_in):
    values = {
        "access": "hearing_loop step_free interpreter", "language": "Polish",
        "welsh": "not_asked", "available": "tuesday_morning", "travel_minutes": None,
        "travel": "", "asked_on": NOON.date(),
    }  # fmt: skip
    state_arrangement(person=case.person, read_version=0, values=values, **BY)
    browser = signed_in(case.finn)
    first = browser.get(address(plan)).text
    assert "Tuesday morning" in first
    page = browser.post(address(plan), sent(case))
    assert "does not offer what was arranged: Hearing loop" in page.text
    (made, *_rest) = case.booked(plan, TUESDAY)
    session = browser.get(f"/planning/session/{made.public_id}").text
    assert "Hearing loop: the room does not offer it" in session
    assert "to be booked for this session" in session


def test_a_session_is_moved_around_what_is_taken(case, plan, signed_in):
    first, second = case.booked(plan, TUESDAY, TUESDAY + timedelta(days=7))
    browser = signed_in(case.finn)
    move = {
        "operation": str(uuid4()), "read_version": 1, "day-day": TUESDAY.day,
        "day-month": TUESDAY.month, "day-year": TUESDAY.year, "starts": "11:00",
        "facilitator": str(case.finn.public_id), "co_facilitator": "",
        "room": str(case.room.public_id),
    }  # fmt: skip
    page = browser.post(f"/planning/session/{second.public_id}/move", move)
    assert "Choose another time: the person has another session" in page.text
    answer = browser.post(f"/planning/session/{second.public_id}/move", move | {"starts": "14:00"})
    assert answer.status_code == 302
    second.refresh_from_db()
    assert (second.day, second.starts, second.sequence) == (TUESDAY, time(14), 1)
    late = browser.post(
        f"/planning/session/{second.public_id}/move",
        move | {"starts": "15:30", "operation": str(uuid4())},
    )
    assert late.status_code == 409
    assert first.day == TUESDAY


def test_panels_show_the_plan_the_day_and_what_waits(case, plan, signed_in):
    fern = case.world.member("fern", Role.FACILITATOR)
    case.booked(plan, TODAY, starts=time(23, 0), second=fern)
    page = signed_in(case.finn).get("/").text
    assert "J.E., session 1 of" in page
    assert (
        "of strong needs covered"
        in signed_in(case.finn).get(f"/person/{case.person.public_id}").text
    )
    waiting = build_case(case.world)
    from desist.casework.planning.actions.plan import send_for_approval

    send_for_approval(plan=waiting.plan(), read_version=1, by=waiting.finn, at=NOON)
    assert "Plans that wait for your approval" in signed_in(case.mona).get("/").text


def test_a_programme_administrator_books_and_reads_nothing_clinical(case, plan, signed_in):
    paul = case.world.member("paul", Role.PROGRAMME_ADMINISTRATOR, region=case.world.north)
    (made,) = case.booked(plan, TUESDAY)
    browser = signed_in(paul)
    assert browser.get(address(plan)).status_code == 200
    session = browser.get(f"/planning/session/{made.public_id}").text
    assert "Exercises" not in session
    assert browser.get(f"/planning/plan/{plan.public_id}").status_code == 404


def test_the_page_of_a_case_asks_the_database_a_bounded_number_of_times(case, plan, signed_in):
    case.booked(plan, *(TUESDAY + timedelta(days=7 * each) for each in range(20)))
    browser = signed_in(case.finn)
    assert len(queries(browser, f"/planning/of/{case.person.public_id}")) <= 24
