"""Requests: taken in time, answered by another, with what was decided kept."""

from datetime import date
from uuid import uuid4

import pytest
from django.utils import timezone

from desist.casework.access import Role
from desist.casework.audit.door import Refused
from desist.casework.records.editable import StaleVersion
from desist.casework.rights.actions.requesting import (
    answer_request,
    lift_limit,
    limit_use,
    note_disagreement,
    take_request,
)
from desist.casework.rights.law import rights_on
from desist.casework.rights.models import LimitOnUse, RightsRequest
from desist.casework.rights.queries.requesting import limits_in_force
from desist.casework.tasks.models import Task
from tests.casework.people import NOON
from tests.casework.rights.decided import ruled_decision

TODAY = NOON.date()
ANSWER = {"outcome": "refused", "reasons": "It is right", "on": TODAY, "at": NOON}


def asked(person, by, kind="rectification", **given):
    words = {"kind": kind, "asked_for": "The date is wrong", "received_on": TODAY}
    return take_request(person=person, **(words | given), by=by, at=NOON)


@pytest.mark.parametrize(
    ("received_on", "answer_by"),
    [
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2028, 1, 31), date(2028, 2, 29)),
        (date(2026, 3, 2), date(2026, 4, 2)),
        (date(2026, 12, 31), date(2027, 1, 31)),
    ],
)
def test_a_month_is_the_same_day_of_the_next_or_its_last(received_on, answer_by):
    kind = rights_on(TODAY).request_of("access")
    assert kind.answer_by(received_on) == answer_by


def test_a_request_raises_a_task_for_a_manager_that_ends_with_the_answer(person, rita, mona):
    made = asked(person, rita)
    task = Task.objects.get(kind="answer_rights_request")
    assert (task.role, task.due_on) == ("manager", made.answer_by)
    answer_request(request=made, read_version=1, by=mona, **ANSWER)
    assert Task.objects.get(pk=task.pk).finished_at


def test_the_practitioner_takes_it_and_a_manager_answers_on_pages(
    world, client, person, rita, mona
):
    browser = world.browser(client, rita)
    today = timezone.localdate()
    sent = {
        "kind": "rectification", "asked_for": "The date is wrong", "operation": str(uuid4()),
        "received_on-day": today.day, "received_on-month": today.month,
        "received_on-year": today.year,
    }  # fmt: skip
    answer = browser.post(f"/rights/ask/of/{person.public_id}", sent)
    made = RightsRequest.objects.get()
    assert answer["Location"] == f"/rights/request/{made.public_id}"
    assert browser.get(f"/rights/request/{made.public_id}/answer").status_code == 404
    browser = world.browser(client, mona)
    reply = {
        "outcome": "corrected", "reasons": "The date was put right", "read_version": 1,
        "operation": str(uuid4()),
    }  # fmt: skip
    browser.post(f"/rights/request/{made.public_id}/answer", reply)
    assert "The date was put right" in browser.get(f"/rights/request/{made.public_id}").text


def test_two_managers_who_answer_at_once_do_not_overwrite_each_other(
    world, signed_in, person, rita, mona
):
    made = asked(person, rita)
    other = world.member("max", Role.MANAGER, region=world.north)
    answer_request(request=RightsRequest.objects.get(), read_version=1, by=other, **ANSWER)
    with pytest.raises((StaleVersion, Refused)):
        answer_request(request=made, read_version=1, by=mona, **ANSWER)
    assert RightsRequest.objects.get().answered_by == other


def test_a_notice_says_a_decision_in_words_and_whoever_decided_does_not_look_again(
    world, client, mona
):
    decision = ruled_decision(world, mona)
    browser = world.browser(client, mona)
    page = browser.get(f"/rights/notice/{decision.public_id}").text
    assert "ELIGIBLE" in page.upper()
    assert "another person to look" in page
    assert "eligibility." not in page, "no code of a reason is shown"
    sent = {"asked_for": "I was not asked", "operation": str(uuid4())}
    browser.post(f"/rights/notice/{decision.public_id}", sent)
    made = RightsRequest.objects.get()
    assert (made.kind, made.about, made.not_for) == ("review", decision.reference, mona)
    with pytest.raises(Refused):
        answer_request(request=made, read_version=1, by=mona, **(ANSWER | {"outcome": "upheld"}))
    other = world.member("max", Role.MANAGER, region=world.north)
    answer_request(request=made, read_version=1, by=other, **(ANSWER | {"outcome": "upheld"}))
    assert RightsRequest.objects.get().outcome == "upheld"


def test_no_notice_is_given_of_what_nobody_has_ruled_on(world, signed_in, mona):
    from desist.casework.assessment.actions.decision import decide_eligibility
    from tests.casework.assessment.builder import refer, wait_for_assessment

    referral = wait_for_assessment(refer(world))
    anna = world.member("anna", Role.ASSESSOR, region=world.north)
    decision = decide_eligibility(referral=referral, on=TODAY, by=anna, at=NOON)
    assert signed_in(mona).get(f"/rights/notice/{decision.public_id}").status_code == 404


def test_a_limit_on_use_is_a_mark_on_every_page_until_it_is_lifted(signed_in, person, mona):
    limit = limit_use(person=person, ground="accuracy_contested", begins_on=TODAY, by=mona, at=NOON)
    browser = signed_in(mona)
    assert "Use of records limited" in browser.get(f"/person/{person.public_id}").text
    assert limits_in_force(person).exists()
    lift_limit(limit=LimitOnUse.objects.get(pk=limit.pk), on=TODAY, by=mona, at=NOON)
    assert "Use of records limited" not in browser.get(f"/person/{person.public_id}").text


def test_what_somebody_says_against_a_record_is_kept_and_shown_beside_it(signed_in, person, rita):
    note_disagreement(person=person, text="I never said so", about="", on=TODAY, by=rita, at=NOON)
    assert "I never said so" in signed_in(rita).get(f"/rights/of/{person.public_id}").text


def test_the_purposes_name_their_law_and_how_well_it_is_sourced(signed_in, mona):
    page = signed_in(mona).get("/rights/purposes").text
    assert "UK GDPR" in page
    assert "Part 3" in page
    assert "unverified" in page
