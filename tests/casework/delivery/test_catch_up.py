"""A catch-up is a session: it stands and moves wherever one does, beside those of the plan."""

from datetime import time, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from desist.casework.access import Role
from desist.casework.casefile.models import CaseSummary
from desist.casework.delivery import panels
from desist.casework.delivery.actions.catch_up import book_catch_up
from desist.casework.delivery.actions.session_record import Happened, record_session
from desist.casework.delivery.queries.course import sessions_of
from desist.casework.planning.actions.appointment import (
    RequirementLapsed,
    cancel_appointment,
    move_appointment,
)
from desist.casework.planning.actions.feed import make_feed
from desist.casework.planning.actions.hold import TimeTaken
from desist.casework.planning.actions.place import record_leave
from desist.casework.planning.models import Appointment
from desist.casework.planning.queries.overview import overview_of
from desist.casework.planning.queries.proposal import unbooked_of
from desist.casework.planning.queries.staffing import TwoNeeded
from desist.casework.planning.queries.summary import dots_of
from desist.casework.referrals.models import Referral
from tests.casework.concerns.concern import raised
from tests.casework.delivery.delivered import DAYS, Course
from tests.casework.pages.markup import text_of
from tests.casework.people import NOON
from tests.casework.planning.planned import build_case, whole_content

THEN = DAYS[1] + timedelta(days=1)


@pytest.fixture
def missed(course):
    """The record of a first session to which nobody came."""
    return course.recorded(1, "absent")


@pytest.fixture
def times(course):
    """A catch-up on the day after the second session, with nobody else there."""
    return {
        "day": THEN, "starts": time(15), "minutes": 60, "room": course.case.room,
        "facilitator": course.case.finn,
    }  # fmt: skip


@pytest.fixture
def catch_up(course, missed, times):
    """One that is booked."""
    return book_catch_up(record=missed, values=times, by=course.case.finn, at=NOON)


def test_it_brings_what_the_session_missed_was_to_bring(course, catch_up):
    first = course.sessions[0]
    assert catch_up.makes_good == first
    for name in ("plan", "number", "module", "exercises"):
        assert getattr(catch_up, name) == getattr(first, name)


def test_it_meets_nobody_and_one_is_planned_at_a_time(course, missed, times):
    given = {"record": missed, "by": course.case.finn, "at": NOON}
    second = {"day": DAYS[1], "starts": course.sessions[1].starts}
    with pytest.raises(TimeTaken) as clash:
        book_catch_up(values=times | second, **given)
    assert set(clash.value.taken) == {"person", "user", "room"}
    first = book_catch_up(values=times, **given)
    other = times | {"starts": time(9)}
    with pytest.raises(TimeTaken) as clash:
        book_catch_up(values=other, **given)
    assert clash.value.taken == ()
    cancel_appointment(appointment=first, read_version=1, by=course.case.finn, at=NOON)
    assert book_catch_up(values=other, **given).starts == time(9)


def test_the_page_says_beside_the_field_why_it_cannot_be_booked(course, missed, times, signed_in):
    browser = signed_in(course.case.finn)
    address = f"/delivery/record/{missed.public_id}/catch-up"
    sent = {"minutes": "60", "facilitator": course.case.finn.public_id, "operation": str(uuid4())}
    sent |= {"room": course.case.room.public_id, "co_facilitator": ""}
    sunday = {"day-day": "7", "day-month": "1", "day-year": "2029", "starts": "10:00"}
    page = text_of(browser.post(address, sent | sunday).text)
    assert "Choose another day" in page
    night = sunday | {"day-day": "25", "day-month": "3", "day-year": "2029", "starts": "01:30"}
    assert "The clocks change then" in text_of(browser.post(address, sent | night).text)
    assert Appointment.objects.filter(makes_good__isnull=False).count() == 0


def test_one_that_nobody_came_to_can_be_made_good_again(course, missed, times, catch_up):
    by = {"by": course.case.finn, "at": NOON}
    absent = Happened(values={"attendance": "absent", "minutes": 0})
    again = record_session(appointment=catch_up, happened=absent, **by)
    later = book_catch_up(record=again, values=times | {"day": THEN + timedelta(days=1)}, **by)
    assert later.makes_good == course.sessions[0]


def test_its_own_record_and_absence_are_reached_from_the_page_of_sessions(
    course, catch_up, signed_in
):
    absent = Happened(values={"attendance": "absent", "minutes": 0})
    record = record_session(appointment=catch_up, happened=absent, by=course.case.finn, at=NOON)
    address = f"/delivery/of/{course.case.person.public_id}"
    page = signed_in(course.case.finn).get(address).text
    assert f"/delivery/record/{record.public_id}" in page
    assert f"/delivery/absence/{record.absence.public_id}" in page
    assert page.count("Book a catch-up") == 1, "for the session missed, not for the catch-up"


def test_it_is_booked_only_while_somebody_may_be_held_to_come(course, missed, times):
    sentence = course.sentenced(ends_on=THEN - timedelta(days=1))
    Referral._base_manager.filter(pk=course.case.referral.pk).update(sentence=sentence)
    missed.refresh_from_db()
    with pytest.raises(RequirementLapsed):
        book_catch_up(record=missed, values=times, by=course.case.finn, at=NOON)


def test_in_the_evening_it_takes_two_members_of_staff(world, course, missed, times):
    finn, fern = course.case.finn, world.member("fern", Role.FACILITATOR)
    evening = times | {"starts": time(18)}
    with pytest.raises(TwoNeeded):
        book_catch_up(record=missed, values=evening, by=finn, at=NOON)
    given = {"record": missed, "values": evening | {"co_facilitator": fern}, "by": finn, "at": NOON}
    assert book_catch_up(**given).facilitators == (finn, fern)


def test_booked_before_a_threat_it_is_pointed_out_without_naming_it(signed_in, course, catch_up):
    finn = course.case.finn
    browser, address = signed_in(finn), f"/delivery/of/{course.case.person.public_id}"
    assert "A second member of staff is needed" not in browser.get(address).text
    raised(course.case.person, finn, kind="threat_to_staff_or_member")
    page = browser.get(address).text
    assert page.count("A second member of staff is needed") == len([catch_up, *course.sessions[1:]])
    assert "threat" not in page.lower()


def test_before_it_begins_it_stands_in_the_diary_and_then_it_is_to_be_recorded(
    course, catch_up, clock, signed_in
):
    for hour, recorded in ((9, False), (16, True)):
        clock.set(THEN, hour)
        page = text_of(signed_in(course.case.finn).get("/").text)
        diary, _heading, rest = page.partition("Sessions to record")
        assert "J.E., catch-up of session 1" in diary
        assert ("Jordan Example, catch-up of session 1" in rest) is recorded


def test_it_is_moved_as_any_session_and_its_calendar_is_told(course, catch_up, client, clock):
    make_feed(user=course.case.finn, token="t" * 43, by=course.case.finn, at=NOON)
    values = {"starts": time(9), "day": THEN + timedelta(days=1)}
    move_appointment(
        appointment=catch_up, read_version=1, values=values, by=course.case.finn, at=NOON
    )
    read = client.get(f"/planning/calendar/{'t' * 43}").content
    events = {str(each["UID"]): each for each in Calendar.from_ical(read).walk("VEVENT")}
    event = events[catch_up.uid]
    assert event["SUMMARY"] == "J.E., catch-up of session 1"
    assert event["SEQUENCE"] == 1


def test_leave_that_comes_after_it_has_it_moved(course, catch_up, clock, signed_in):
    finn = course.case.finn
    record_leave(user=finn, first_on=THEN, last_on=THEN, by=finn, at=NOON)
    page = text_of(signed_in(finn).get("/planning/to-move").text)
    assert "Catch-up of 1" in page


def test_it_is_no_session_of_the_plan(world):
    case = build_case(world)
    plan = case.approved(whole_content())
    course = Course(case, case.booked(plan, *DAYS))
    unbooked = [each["number"] for each in unbooked_of(plan)]
    times = {"day": THEN, "starts": time(15), "minutes": 60}
    catch_up = book_catch_up(
        record=course.recorded(1, "absent"),
        values=times | {"room": case.room, "facilitator": case.finn}, by=case.finn, at=NOON,
    )  # fmt: skip
    found = overview_of(case.finn, case.person)
    assert catch_up in found.appointments
    assert len(unbooked) == plan.sessions - len(DAYS)
    states = [state for state, _words in dots_of(plan, found.appointments, on=DAYS[0])]
    assert states[:2] == ["attended", "planned"]
    cancel_appointment(appointment=catch_up, read_version=1, by=case.finn, at=NOON)
    assert [each["number"] for each in unbooked_of(plan)] == unbooked


def test_the_list_counts_a_session_once_that_was_made_good_and_names_the_next_date(
    course, catch_up
):
    def known():
        held = CaseSummary.objects.get(person=course.case.person)
        return held.sessions_held, held.next_on, held.minutes_held

    assert known() == (0, DAYS[1], 0)
    course.recorded(2)
    assert known() == (1, THEN, 85)
    there = Happened(values={"attendance": "complied", "minutes": 55})
    record_session(appointment=catch_up, happened=there, by=course.case.finn, at=NOON)
    assert known() == (2, DAYS[2], 85 + 55)


def test_the_page_of_a_person_counts_the_minutes_that_made_a_session_good(course, catch_up):
    def known():
        panel = panels.person(course.case.finn, course.case.person, day=THEN)
        return [panel.context[name] for name in ("received", "planned")]

    sessions = Appointment.objects.filter(makes_good=None).values_list("minutes", flat=True)
    assert known() == [0, sum(sessions)]
    there = Happened(values={"attendance": "complied", "minutes": 55})
    record_session(appointment=catch_up, happened=there, by=course.case.finn, at=NOON)
    assert known() == [55, sum(sessions)]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a plan as SQLite words it")
def test_sessions_of_somebody_are_found_by_their_enrolment(course):
    with CaptureQueriesContext(connection) as captured:
        assert sessions_of(course.case.finn, course.case.person)
    (asked,) = [each["sql"] for each in captured if "planning_appointment" in each["sql"]]
    with connection.cursor() as cursor:
        steps = [row[3] for row in cursor.execute(f"EXPLAIN QUERY PLAN {asked}").fetchall()]
    (by,) = [each for each in steps if each.startswith("SEARCH planning_appointment ")]
    assert "(enrolment_id=" in by
