"""How a programme ended: a person says why, the rule says what that is called."""

import re
from uuid import uuid4

import pytest

from desist.casework.access import Role
from desist.casework.outcomes.actions.ending import EndedAlready, correct_ending, record_ending
from desist.casework.outcomes.models import Ending
from desist.casework.outcomes.queries.completion import facts_of
from desist.casework.referrals.actions import move_referral
from desist.casework.tasks.models import Task
from desist.catalogue.adoption_file import EVERYTHING
from tests.casework.delivery.delivered import DAYS
from tests.casework.people import INSTALLATION, NOON


@pytest.fixture
def adopted(monkeypatch):
    """A site that has adopted every rule."""
    monkeypatch.setattr(
        "desist.casework.outcomes.queries.completion.adoptions_here", lambda: EVERYTHING
    )


def ended(course, code="left"):
    return record_ending(
        enrolment=course.case.enrolment, code=code, ended_on=DAYS[1], words="Moved away",
        by=course.case.finn, at=NOON,
    )  # fmt: skip


def test_short_of_the_dose_somebody_who_left_dropped_out(course, adopted):
    course.recorded(1)
    ending = ended(course)
    assert ending.outcome == "dropped_out"
    codes = [each["code"] for each in ending.record["reasons"]]
    assert codes[0] == "completion.dose_short"
    assert codes.count("completion.module_short") == 5, "one module of six was begun"
    course.case.enrolment.refresh_from_db()
    assert course.case.enrolment.ended_on == DAYS[1]
    assert Task.objects.get(kind="write_report").user == course.case.finn


def test_without_adoption_nothing_is_called_completed_or_anything_else(course):
    ending = ended(course)
    assert ending.outcome == "awaiting_adoption"
    assert ending.record["awaiting"][0]["id"] == "completing-a-programme"


def test_it_is_recorded_once_and_corrected_with_both_states_kept(course, adopted):
    ending = ended(course)
    with pytest.raises(EndedAlready):
        ended(course)
    correct_ending(
        ending=ending, read_version=1, code="removed", ended_on=DAYS[2], words="",
        by=course.case.finn, at=NOON,
    )  # fmt: skip
    assert Ending.objects.get().outcome == "removed"
    codes = [each.values["code"] for each in ending.revisions.order_by("number")]
    assert codes == ["left", "removed"]


def test_whoever_records_second_is_shown_both_and_corrects_the_first(course, signed_in):
    browser = signed_in(course.case.finn)
    sent = {
        "code": "removed", "ended_on-day": "9", "ended_on-month": "3", "ended_on-year": "2026",
        "words": "Asked to go", "operation": str(uuid4()),
    }  # fmt: skip
    theirs = ended(course)
    late = browser.post(f"/outcomes/enrolment/{course.case.enrolment.public_id}/end", sent)
    assert late.status_code == 409
    assert "Asked to go" in late.text
    assert "Moved away" in late.text
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', late.text))
    corrects = f"/outcomes/ending/{theirs.public_id}"
    assert f'action="{corrects}"' in late.text
    assert browser.post(corrects, sent | hidden).status_code == 302
    assert Ending.objects.get().words == "Asked to go"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"code": ""}, "code"),
        ({"ended_on-year": "1999"}, "ended_on"),
        ({"ended_on-year": "2999"}, "ended_on"),
        ({"ended_on-day": "31", "ended_on-month": "2"}, "ended_on"),
    ],
)
def test_bad_input_gets_a_message_beside_the_field(world, client, course, typed, field):
    browser = world.browser(client, course.case.finn)
    sent = {
        "code": "left", "ended_on-day": "9", "ended_on-month": "3", "ended_on-year": "2026",
        "operation": str(uuid4()),
    } | typed  # fmt: skip
    address = f"/outcomes/enrolment/{course.case.enrolment.public_id}/end"
    answer = browser.post(address, sent)
    assert answer.status_code == 200
    assert f'id="{field}-error"' in answer.text
    assert not Ending.objects.exists()


def test_completed_the_referral_is_complete_and_the_last_questionnaires_are_planned(
    course, monkeypatch
):
    from desist.casework.battery.models import Administration
    from desist.casework.outcomes.actions import ending as act
    from desist.casework.referrals.models import Referral

    monkeypatch.setattr(act, "_judged", lambda *_: {"outcome": "completed", "decision": "{}"})
    referral = Referral._base_manager.filter(pk=course.case.referral.pk)
    referral.update(status="on_programme")
    ended(course, "ran_its_course")
    assert referral.get().status == "complete"
    due = Administration.objects.values_list("point", "due_on").distinct()
    assert {(point, str(day)) for point, day in due} == {
        ("end", "2026-03-23"), ("follow_up", "2026-09-05"),
    }  # fmt: skip


def test_whoever_left_has_a_reason_that_a_manager_gives_with_the_status(world, course, adopted):
    from desist.casework.battery.models import Administration
    from desist.casework.referrals.models import Referral

    referral = Referral._base_manager.filter(pk=course.case.referral.pk)
    referral.update(status="on_programme")
    ended(course, "left")
    assert referral.get().status == "on_programme"
    assert not Administration.objects.exists()
    task = Task.objects.get(kind="referrals.on_programme")
    assert (task.role, task.about) == (Role.MANAGER, referral.get().reference)
    mona = world.member("mona", Role.MANAGER, region=world.north)
    move_referral(
        referral=referral.get(), read_version=referral.get().version, to="deselected",
        reason="too_many_absences", effective_on=NOON.date(), note="", by=mona, at=NOON,
    )  # fmt: skip
    task.refresh_from_db()
    assert task.finished_at is not None


def withdraw(course):
    referral = course.case.referral
    type(referral)._base_manager.filter(pk=referral.pk).update(status="on_programme")
    referral.refresh_from_db()
    move_referral(
        referral=referral, read_version=referral.version, to="closed", reason="death",
        effective_on=NOON.date(), note="", by=INSTALLATION, at=NOON,
    )  # fmt: skip


def test_where_the_referral_ended_first_a_manager_is_asked_how_the_programme_did(course):
    withdraw(course)
    task = Task.objects.get(kind="record_ending")
    assert (task.role, task.finished_at) == ("manager", None)
    ended(course, "died")
    task.refresh_from_db()
    assert task.finished_at is not None


def test_where_the_ending_is_recorded_nobody_is_asked_for_it(course):
    ended(course)
    withdraw(course)
    assert not Task.objects.filter(kind="record_ending").exists()


def test_what_was_planned_is_what_the_plan_says_however_many_were_cancelled(course, adopted):
    for number in (1, 2):
        course.recorded(number)
    withdraw(course)
    assert facts_of(course.case.enrolment, ending="died").sessions_planned == 24
