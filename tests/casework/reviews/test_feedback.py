"""Feedback and complaints: in their words, answered by nobody who is complained about."""

from datetime import date
from uuid import uuid4

import pytest

from desist.casework.access import Role, may, rows
from desist.casework.audit.door import Refused
from desist.casework.reviews.actions.feedback import (
    NotTheirs,
    answer_complaint,
    record_complaint,
    record_feedback,
)
from desist.casework.reviews.models import Complaint, ModuleFeedback
from desist.casework.tasks.models import Task
from tests.casework.people import NOON


def complained(course, **given):
    values = {
        "subject": "treatment", "about": None, "words": "Nobody rang back", "wish": "",
        "given": "told", "received_on": NOON.date(), "answerer": course.case.mona,
    } | given  # fmt: skip
    return record_complaint(person=course.case.person, values=values, by=course.rita, at=NOON)


def answer(**given):
    return {
        "upheld": "upheld",
        "answer": "We are sorry",
        "change": "",
        "told_on": NOON.date(),
    } | given


def test_a_complaint_is_a_task_for_whoever_answers_it_within_the_limit(course):
    complaint = complained(course)
    assert complaint.answer_by == date(2026, 3, 16)
    task = Task.objects.get(kind="answer_complaint")
    assert (task.user, task.due_on) == (course.case.mona, complaint.answer_by)
    answer_complaint(
        complaint=complaint, read_version=1, values=answer(), by=course.case.mona, at=NOON
    )
    task.refresh_from_db()
    assert not task.is_open


def test_nobody_answers_or_reads_a_complaint_about_themselves(world, course):
    mona = course.case.mona
    with pytest.raises(NotTheirs):
        complained(course, about=mona)
    other = world.member("olga", Role.MANAGER, region=world.north)
    complaint = complained(course, about=mona, answerer=other)
    assert not may(mona, "see", complaint)
    assert not rows(mona, Complaint).exists()
    with pytest.raises(Refused):
        answer_complaint(complaint=complaint, read_version=1, values=answer(), by=mona, at=NOON)
    assert may(other, "reviews.answer", complaint)


def test_a_facilitator_who_is_complained_about_and_recorded_it_sees_it_no_more(course):
    finn = course.case.finn
    values = {
        "subject": "treatment", "about": finn, "words": "x", "wish": "", "given": "told",
        "received_on": NOON.date(), "answerer": course.case.mona,
    }  # fmt: skip
    complaint = record_complaint(person=course.case.person, values=values, by=finn, at=NOON)
    assert not may(finn, "see", complaint)


def test_whoever_wrote_it_down_reads_it_and_other_colleagues_do_not(course):
    complaint = complained(course)
    assert may(course.rita, "see", complaint)
    assert not may(course.case.finn, "see", complaint)


def test_a_complaint_is_recorded_and_answered_on_pages(world, client, course):
    mona = course.case.mona
    browser = world.browser(client, course.rita)
    address = f"/reviews/complain/{course.case.person.public_id}"
    browser.get(address)
    day = {"received_on-day": "2", "received_on-month": "3", "received_on-year": "2026"}
    sent = {
        "subject": "treatment", "about": str(mona.public_id), "words": "Nobody rang back",
        "given": "told", "answerer": str(mona.public_id), **day,
    }  # fmt: skip
    wrong = browser.post(address, sent | {"operation": str(uuid4())})
    assert 'id="answerer-error"' in wrong.text
    assert "Nobody rang back" in wrong.text
    done = browser.post(address, sent | {"about": "", "operation": str(uuid4())})
    assert done.status_code == 302
    complaint = Complaint.objects.get()
    page = world.browser(client, mona).get(f"/reviews/complaint/{complaint.public_id}").text
    assert "Nobody rang back" in page
    assert 'name="upheld"' in page


def test_a_day_to_come_is_refused_beside_its_field(world, client, course):
    browser = world.browser(client, course.case.finn)
    sent = {
        "module": "values-and-goals", "helped": "some", "given": "told", "given_on-day": "1",
        "given_on-month": "1", "given_on-year": "2999", "operation": str(uuid4()),
    }  # fmt: skip
    answer = browser.post(f"/reviews/feedback/{course.case.enrolment.public_id}", sent)
    assert 'id="given_on-error"' in answer.text
    assert not ModuleFeedback.objects.exists()


def test_feedback_said_again_keeps_both(world, client, course):
    for helped in ("not", "some"):
        values = {
            "module": "values-and-goals", "helped": helped, "words": "The cards", "wish": "",
            "given": "paper", "given_on": NOON.date(),
        }  # fmt: skip
        record_feedback(
            enrolment=course.case.enrolment, values=values, by=course.case.finn, at=NOON
        )
    page = world.browser(client, course.case.finn).get(
        f"/reviews/of/{course.case.person.public_id}"
    )
    assert "It did not help" in page.text
    assert "It helped a little" in page.text
    practitioner = world.browser(client, course.rita).get(
        f"/reviews/of/{course.case.person.public_id}"
    )
    assert "The cards" not in practitioner.text, "feedback is for those who deliver"
