"""Recording sessions: one page, one save, nothing lost, and what follows by itself."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from desist.casework.access import Role
from desist.casework.audit.door import Refused
from desist.casework.delivery.actions.catch_up import book_catch_up
from desist.casework.delivery.actions.session_record import (
    Happened,
    RecordedAlready,
    correct_session,
    record_session,
)
from desist.casework.delivery.models import (
    Absence,
    ExerciseRecord,
    Failure,
    Practice,
    SessionRecord,
)
from desist.casework.delivery.queries.course import course_of, drift_of, open_practice
from desist.casework.planning.actions.appointment import cancel_appointment
from desist.casework.planning.models import Appointment
from desist.casework.tasks.models import Task
from tests.casework.delivery.delivered import DAYS
from tests.casework.pages.markup import text_of
from tests.casework.people import NOON


def sent(**values):
    return {
        "attendance": "complied",
        "minutes": "80",
        "operation": str(uuid4()),
    } | values


def test_a_facilitator_records_a_session_on_one_page(world, client, course):
    finn = course.case.finn
    browser = world.browser(client, finn)
    address = f"/delivery/session/{course.sessions[0].public_id}"
    page = browser.get(address).text
    assert "Values and goals" in page
    answer = browser.post(
        address,
        sent(engagement="taking_part", note="Spoke of his week", practice="Write one page",
             covered_0="whole", comment_0="Too many cards"),
    )  # fmt: skip
    assert answer.status_code == 302
    record = SessionRecord.objects.get()
    assert (record.attendance, record.minutes, record.note) == (
        "complied", 80, "Spoke of his week",
    )  # fmt: skip
    assert Appointment.objects.get(pk=course.sessions[0].pk).state == "held"
    done = ExerciseRecord.objects.get()
    assert (done.exercise, done.covered, done.comment) == (
        "values-card-sort", "whole", "Too many cards",
    )  # fmt: skip
    assert Practice.objects.get().what == "Write one page"
    assert not Absence.objects.exists()
    assert not Failure.objects.exists()


def test_practice_set_in_one_session_is_reviewed_in_the_next(world, client, course):
    course.recorded(1, practice="Ring his brother")
    browser = world.browser(client, course.case.finn)
    address = f"/delivery/session/{course.sessions[1].public_id}"
    assert "Ring his brother" in browser.get(address).text
    assert browser.post(address, sent(done_0="part")).status_code == 302
    practice = Practice.objects.get()
    assert (practice.done, practice.reviewed_in.number) == ("part", 2)
    assert open_practice(course.case.finn, course.case.enrolment) == []


def test_an_absence_opens_a_decision_for_the_practitioner_the_same_day(course):
    record = course.recorded(1, "absent")
    absence = Absence.objects.get(session_record=record)
    task = Task.objects.get(kind="decide_absence")
    assert task.role == "referrer"
    assert timezone.localdate(task.raised_at) == DAYS[0]
    assert task.due_on == absence.decide_by
    assert (absence.decide_by - DAYS[0]).days == 7, "five working days from a Monday"
    assert not Failure.objects.exists(), "no absence is a failure before it is decided on"


def test_correcting_an_absence_to_an_attendance_takes_the_decision_back(course):
    record = course.recorded(1, "absent")
    correct_session(
        record=record,
        read_version=1,
        happened=Happened(values={"attendance": "complied", "minutes": 70}),
        by=course.case.finn,
        at=NOON,
    )
    assert Absence.objects.get().verdict == "void"
    assert not Task.objects.filter(finished_at=None, kind="decide_absence").exists()
    states = [each.values["attendance"] for each in record.revisions.order_by("number")]
    assert states == ["absent", "complied"]


def test_a_session_cannot_be_recorded_twice(course):
    course.recorded(1)
    with pytest.raises(RecordedAlready):
        course.recorded(1)


def test_whoever_records_second_is_shown_both_and_corrects_the_first(world, course):
    finn = course.case.finn
    browser = world.browser(Client(), finn)
    address = f"/delivery/session/{course.sessions[0].public_id}"
    before = browser.get(address)
    assert before.status_code == 200
    course.recorded(1)
    late = browser.post(address, sent(minutes="60", note="Came late"))
    assert late.status_code == 409, "what was typed is not lost by somebody else being faster"
    record = SessionRecord.objects.get()
    for each in ("Came late", "60", "85"):
        assert each in late.text
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', late.text))
    assert hidden.keys() >= {"operation", "read_version"}
    corrects = f"/delivery/record/{record.public_id}"
    assert f'action="{corrects}"' in late.text
    decided = browser.post(corrects, sent(minutes="60", note="Came late") | hidden)
    assert decided.status_code == 302
    record.refresh_from_db()
    assert (record.minutes, record.note) == (60, "Came late")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"attendance": ""}, "attendance"),
        ({"minutes": "-5"}, "minutes"),
        ({"minutes": "9" * 30}, "minutes"),
        ({"minutes": "an hour"}, "minutes"),
        ({"minutes": ""}, "minutes"),
        ({"minutes": "0"}, "minutes"),
        ({"note": "a\u202eb"}, "note"),
        ({"note": "x" * 5000}, "note"),
    ],
)
def test_bad_input_gets_a_message_beside_the_field(world, client, course, typed, field):
    browser = world.browser(client, course.case.finn)
    answer = browser.post(f"/delivery/session/{course.sessions[0].public_id}", sent(**typed))
    assert answer.status_code == 200
    assert f'id="{field}-error"' in answer.text
    assert not SessionRecord.objects.exists()


def test_nobody_absent_was_there_for_minutes(world, client, course):
    browser = world.browser(client, course.case.finn)
    answer = browser.post(
        f"/delivery/session/{course.sessions[0].public_id}", sent(attendance="absent")
    )
    assert answer.status_code == 302
    assert SessionRecord.objects.get().minutes == 0


def test_a_programme_administrator_keeps_the_register_and_reads_no_note(world, client, course):
    course.recorded(1)
    paul = world.member("paul", Role.PROGRAMME_ADMINISTRATOR, region=world.north)
    browser = world.browser(client, paul)
    address = f"/delivery/session/{course.sessions[1].public_id}"
    page = browser.get(address).text
    assert 'name="attendance"' in page
    assert 'name="note"' not in page
    assert 'name="practice"' not in page
    answer = browser.post(address, sent(note="smuggled", practice="smuggled"))
    assert answer.status_code == 302
    assert SessionRecord.objects.get(number=2).note == ""
    assert not Practice.objects.exists()


def test_nothing_is_recorded_of_a_session_that_was_called_off(course, signed_in):
    finn, called_off = course.case.finn, course.sessions[1]
    cancel_appointment(appointment=called_off, read_version=1, by=finn, at=NOON)
    assert signed_in(finn).get(f"/delivery/session/{called_off.public_id}").status_code == 404
    with pytest.raises(Refused):
        course.recorded(2)


def test_the_next_date_is_one_to_come_not_one_that_waits_to_be_recorded(course, signed_in, clock):
    clock.set(DAYS[1] + timedelta(days=1))
    browser, address = signed_in(course.case.finn), f"/delivery/of/{course.case.person.public_id}"
    assert "Next Monday 16 March 2026, 10:00" in text_of(browser.get(address).text)
    clock.set(DAYS[3] + timedelta(days=1))
    assert "Next Nothing is booked" in text_of(signed_in(course.case.finn).get(address).text)


def test_the_dose_counts_minutes_attended_and_catch_ups(course):
    finn = course.case.finn
    course.recorded(1)
    missed = course.recorded(2, "absent")
    values = {
        "day": DAYS[1], "starts": course.sessions[0].starts.replace(hour=15), "minutes": 60,
        "room": course.case.room, "facilitator": finn,
    }  # fmt: skip
    catch_up = book_catch_up(record=missed, values=values, by=finn, at=NOON)
    happened = Happened(values={"attendance": "complied", "minutes": 55})
    record_session(appointment=catch_up, happened=happened, by=finn, at=NOON)
    found = course_of(finn, course.case.enrolment)
    assert (found.held, found.attended, found.minutes_received) == (2, 2, 140)
    assert found.minutes_planned == 2160
    assert [each.mark for each in found.sittings] == ["attended", "absent", "planned", "planned"]
    assert found.sittings[1].made_good


def test_what_sessions_were_to_bring_and_did_not_is_behind_the_plan(course):
    finn = course.case.finn
    course.recorded(1, exercises=(("values-card-sort", "part", ""),))
    found = course_of(finn, course.case.enrolment)
    assert drift_of(finn, found) == ["values-card-sort"]
    course.recorded(2, exercises=(("values-card-sort", "whole", ""),))
    assert drift_of(finn, course_of(finn, course.case.enrolment)) == []


def test_the_sessions_page_asks_the_database_a_constant_number_of_times(world, client, course):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser = world.browser(client, course.case.finn)
    address = f"/delivery/of/{course.case.person.public_id}"
    counts = []
    for number in (1, 2, 3):
        course.recorded(number, "absent")
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(address).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1] == counts[2]
