"""Absences and failures: who decides, what the law asks, who records what was done."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from desist.casework.audit.door import Refused
from desist.casework.delivery.actions.absence import NotOpen, answer_failure, decide_absence
from desist.casework.delivery.models import Absence, Failure
from desist.casework.people.actions import record_whereabouts
from desist.casework.records.editable import StaleVersion
from desist.casework.tasks.models import Task
from tests.casework.delivery.delivered import DAYS
from tests.casework.people import INSTALLATION, NOON


def decided(course, number=1, verdict="unacceptable"):
    record = course.recorded(number, "absent")
    absence = Absence.objects.get(session_record=record)
    decide_absence(
        absence=absence, read_version=1, verdict=verdict, excuse="none", evidence="",
        by=course.rita, at=NOON,
    )  # fmt: skip
    return record


def test_an_unacceptable_absence_is_a_failure_under_the_law_of_the_order(course):
    course.sentenced()
    failure = Failure.objects.get(session_record=decided(course))
    assert (failure.outcome, failure.choices) == ("warn_or_refer", ["warn", "refer"])
    assert failure.record["reasons"][0]["source"].startswith("Sentencing Act 2020, Schedule 10")
    task = Task.objects.get(kind="answer_failure", finished_at=None)
    assert (task.role, task.due_on) == ("referrer", failure.due_on)
    assert failure.due_on == DAYS[0] + timedelta(days=14), "ten working days from a Monday"
    assert not Task.objects.filter(kind="decide_absence", finished_at=None).exists()


def test_an_acceptable_absence_leads_to_nothing(course):
    course.sentenced()
    decided(course, verdict="acceptable")
    assert not Failure.objects.exists()


def test_a_second_failure_within_a_year_of_a_warning_must_be_referred(course):
    course.sentenced()
    first = Failure.objects.get(session_record=decided(course, 1))
    answer_failure(
        failure=first, read_version=1, taken="warn", taken_on=DAYS[0], words="Letter given",
        by=course.rita, at=NOON,
    )  # fmt: skip
    second = Failure.objects.get(session_record=decided(course, 2))
    assert (second.outcome, second.choices) == ("must_refer", ["refer"])
    with pytest.raises(NotOpen):
        answer_failure(
            failure=second, read_version=1, taken="warn", taken_on=DAYS[1], words="x",
            by=course.rita, at=NOON,
        )  # fmt: skip


def test_attending_without_complying_is_a_failure_at_once(course):
    course.sentenced(order="licence", requirement="licence_condition")
    record = course.recorded(1, "failed_to_comply")
    assert Failure.objects.get(session_record=record).outcome == "recall_or_warn"


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [
        ({"order": "voluntary", "requirement": "none"}, "no_enforcement"),
        ({"order": "community_order", "requirement": "none"}, "no_enforcement"),
        ({"nation": "northern_ireland"}, "court_or_warn"),
        ({"nation": "scotland"}, "no_rule"),
        ({"order": "suspended_sentence_order"}, "warn_or_refer"),
        (None, "cannot_decide"),
    ],
)
def test_what_follows_depends_on_what_somebody_is_supervised_under(course, sentence, outcome):
    if sentence is not None:
        course.sentenced(**sentence)
    assert Failure.objects.get(session_record=decided(course)).outcome == outcome


def test_in_custody_nobody_can_be_held_to_attend(course):
    course.sentenced()
    values = {
        "kind": "custody",
        "begins_on": date(2026, 2, 1),
        "ended_on": None,
        "source": "prison",
    }
    record_whereabouts(person=course.case.person, values=values, by=INSTALLATION, at=NOON)
    assert Failure.objects.get(session_record=decided(course)).outcome == "no_enforcement"


def test_deciding_again_takes_the_failure_back_and_keeps_both_decisions(course):
    course.sentenced()
    record = decided(course)
    absence = Absence.objects.get(session_record=record)
    decide_absence(
        absence=absence, read_version=2, verdict="acceptable", excuse="illness",
        evidence="Fit note seen", by=course.rita, at=NOON,
    )  # fmt: skip
    assert Failure.objects.get().taken == "void"
    kinds = ("decide_absence", "answer_failure")
    assert not Task.objects.filter(finished_at=None, kind__in=kinds).exists()
    verdicts = [each.values["verdict"] for each in absence.revisions.order_by("number")]
    assert verdicts == ["awaiting", "unacceptable", "acceptable"]


def test_two_people_deciding_at_once_never_overwrite_each_other(course):
    record = course.recorded(1, "absent")
    absence = Absence.objects.get(session_record=record)
    given = {"verdict": "acceptable", "excuse": "work", "evidence": "", "by": course.rita}
    decide_absence(absence=absence, read_version=1, **given, at=NOON)
    with pytest.raises(StaleVersion):
        decide_absence(
            absence=Absence.objects.get(), read_version=1, **given | {"verdict": "unacceptable"},
            at=NOON,
        )  # fmt: skip


def test_only_the_practitioner_decides(course):
    absence = Absence.objects.get(session_record=course.recorded(1, "absent"))
    for somebody in (course.case.finn, course.case.mona):
        with pytest.raises(Refused):
            decide_absence(
                absence=absence, read_version=1, verdict="acceptable", excuse="work",
                evidence="", by=somebody, at=NOON,
            )  # fmt: skip


def test_the_practitioner_decides_on_a_page_and_is_led_to_what_follows(world, client, course):
    course.sentenced()
    absence = Absence.objects.get(session_record=course.recorded(1, "absent"))
    browser = world.browser(client, course.rita)
    address = f"/delivery/absence/{absence.public_id}"
    assert "Awaiting a decision" in browser.get(address).text
    empty = browser.post(address, {"operation": str(uuid4()), "read_version": "1"})
    assert 'id="verdict-error"' in empty.text
    answer = browser.post(
        address,
        {"verdict": "unacceptable", "excuse": "none", "evidence": "", "read_version": "1",
         "operation": str(uuid4())},
    )  # fmt: skip
    failure = Failure.objects.get()
    assert answer["Location"] == f"/delivery/failure/{failure.public_id}"
    page = browser.get(answer["Location"]).text
    assert "a warning must be given, or the matter referred" in page
    done = browser.post(
        answer["Location"],
        {"taken": "warn", "taken_on-day": "2", "taken_on-month": "3", "taken_on-year": "2026",
         "words": "Given in person", "read_version": "1", "operation": str(uuid4())},
    )  # fmt: skip
    assert done.status_code == 302
    failure.refresh_from_db()
    assert (failure.taken, failure.taken_on) == ("warn", date(2026, 3, 2))
