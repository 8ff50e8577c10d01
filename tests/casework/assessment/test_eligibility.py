"""A recommendation: judged, stored, answered by a treatment manager, and never overwritten."""

import json

import pytest

from desist.casework.access import Role
from desist.casework.assessment.actions.decision import decide_eligibility
from desist.casework.assessment.actions.ruling import (
    NotRuled,
    accept_decision,
    override_decision,
    record_panel,
)
from desist.casework.assessment.models import EligibilityDecision, Ruling
from desist.casework.assessment.queries.decision import changed_lines, facts_changed
from desist.casework.audit.door import Refused
from desist.casework.audit.models import AuditEvent
from desist.casework.referrals.models import Referral
from desist.casework.tasks.models import Task
from tests.casework.assessment.builder import (
    MEDIUM,
    TODAY,
    code,
    give_facts,
    refer,
    sign_deviance,
    wait_for_assessment,
)
from tests.casework.people import NOON
from tests.casework.referrals.referred import step

WHEN = {"on": TODAY, "at": NOON}


@pytest.fixture
def woman(world):
    """Somebody whom the rules can answer for without any offence: the programme is for men."""
    return wait_for_assessment(refer(world, sex="female"))


@pytest.fixture
def decision(woman, anna, adopted):
    return decide_eligibility(referral=woman, by=anna, **WHEN)


def test_what_was_judged_waits_for_a_manager(decision, woman):
    assert decision.outcome == "not_eligible"
    task = Task.objects.get(kind="assessment.rule")
    assert (task.role, task.about, task.finished_at) == ("manager", woman.reference, None)
    assert Referral.objects.get(pk=woman.pk).status == "awaiting_assessment"


def test_an_answer_is_no_longer_asked_for_once_the_case_has_ended(decision, woman):
    woman.refresh_from_db()
    step(woman, "withdrawn", "declines")
    assert not Task.objects.filter(finished_at=None).exists()


def test_accepted_the_referral_moves_where_the_outcome_leads(decision, woman, mona):
    ruling = accept_decision(decision=decision, by=mona, **WHEN)
    assert (ruling.kind, ruling.outcome) == ("accepted", "not_eligible")
    assert Referral.objects.get(pk=woman.pk).status == "not_eligible"
    assert not Task.objects.filter(kind="assessment.rule", finished_at=None).exists()


def test_overridden_it_goes_elsewhere_for_a_coded_reason_and_in_words(decision, woman, mona):
    given = {"decision": decision, "words": "as the board ordered", "by": mona, **WHEN}
    with pytest.raises(NotRuled, match="same_as_recommended"):
        override_decision(outcome="not_eligible", reason="other", **given)
    with pytest.raises(NotRuled, match="no_such_reason"):
        override_decision(outcome="eligible", reason="because", **given)
    with pytest.raises(NotRuled, match="not_for_one_person"):
        override_decision(outcome="panel", reason="other", **given)
    override_decision(outcome="eligible", reason="court_or_board", **given)
    assert Referral.objects.get(pk=woman.pk).status == "awaiting_allocation"
    event = AuditEvent.objects.get(verb="assessment.override")
    assert "words" in json.loads(event.fields_json)
    assert "board ordered" not in str(event.__dict__)


def test_a_panel_has_members_and_a_minute(decision, woman, mona):
    given = {"decision": decision, "outcome": "eligible", "minute": "weighed", "by": mona}
    given |= {"held_on": TODAY, "at": NOON}
    with pytest.raises(NotRuled, match="too_few_members"):
        record_panel(members=[("A. One", "chair")], **given)
    ruling = record_panel(members=[("A. One", "chair"), ("B. Two", "psychologist")], **given)
    assert ruling.members.count() == 2
    assert ruling.words == "weighed"


def test_what_the_rules_leave_open_goes_to_a_panel_and_cannot_simply_be_accepted(
    referral, anna, mona, adopted, monkeypatch
):
    wait_for_assessment(referral)
    decision = decide_eligibility(referral=referral, by=anna, **WHEN)
    assert decision.outcome == "cannot_decide"
    with pytest.raises(NotRuled, match="nothing_recommended"):
        accept_decision(decision=decision, by=mona, **WHEN)


def test_a_man_with_every_fact_is_recommended_and_moves_on_when_it_is_accepted(
    referral, anna, mona, adopted
):
    wait_for_assessment(give_facts(referral))
    code(referral, anna, items=MEDIUM | {"single": False})
    sign_deviance(referral, anna)
    decision = decide_eligibility(referral=referral, by=anna, **WHEN)
    assert decision.outcome == "eligible"
    accept_decision(decision=decision, by=mona, **WHEN)
    assert Referral.objects.get(pk=referral.pk).status == "awaiting_allocation"


@pytest.mark.parametrize(
    ("outcome", "status"),
    [("eligible", "awaiting_allocation"), ("refer_generic", "referred_elsewhere"),
     ("refer_adapted", "referred_elsewhere"), ("not_eligible", "not_eligible")],
)  # fmt: skip
def test_what_the_rules_leave_to_a_panel_goes_to_it_and_on_from_it(
    referral, anna, mona, adopted, outcome, status
):
    wait_for_assessment(give_facts(referral, directed_abuse=True))
    code(referral, anna)
    sign_deviance(referral, anna)
    decision = decide_eligibility(referral=referral, by=anna, **WHEN)
    assert decision.outcome == "panel"
    waiting = Referral.objects.get(pk=referral.pk)
    assert waiting.status == "panel"
    decision = EligibilityDecision.objects.get(pk=decision.pk)
    with pytest.raises(NotRuled, match="not_for_one_person"):
        accept_decision(decision=decision, by=mona, **WHEN)
    members = [("A. One", "chair"), ("B. Two", "psychologist")]
    given = {"outcome": outcome, "minute": "m", "members": members, "held_on": TODAY}
    record_panel(decision=decision, **given, by=mona, at=NOON)
    assert Referral.objects.get(pk=referral.pk).status == status


def test_an_earlier_decision_stays_and_can_be_answered_no_more(decision, woman, anna, mona):
    later = decide_eligibility(referral=woman, by=anna, **WHEN)
    with pytest.raises(NotRuled, match="later_decision"):
        accept_decision(decision=decision, by=mona, **WHEN)
    accept_decision(decision=later, by=mona, **WHEN)
    assert EligibilityDecision.objects.count() == 2
    assert Ruling.objects.count() == 1


def test_a_decision_is_answered_once(decision, mona):
    accept_decision(decision=decision, by=mona, **WHEN)
    with pytest.raises(Refused):
        accept_decision(decision=decision, by=mona, **WHEN)


def test_facts_that_changed_are_named_and_a_later_day_alone_is_no_change(decision, woman, anna):
    from datetime import timedelta

    assert facts_changed(decision, on=TODAY + timedelta(days=9)) == ()
    sign_deviance(woman, anna)
    code(woman, anna)
    changed = facts_changed(decision, on=TODAY)
    assert 'outcome = "low"' in changed
    assert changed_lines("a = 1\n", "a = 2\n") == ("a = 2", "a = 1")


def test_facts_that_change_after_a_decision_raise_a_task_that_judging_again_ends(
    decision, woman, anna
):
    again = Task.objects.filter(kind="assessment.decide_again", finished_at=None)
    assert not again.exists()
    sign_deviance(woman, anna)
    assert again.get().role == "assessor"
    decide_eligibility(referral=woman, by=anna, **WHEN)
    assert not again.exists()


def test_a_timer_finds_what_others_changed(decision, woman, anna):
    from django.core.management import call_command

    from desist.casework.people.actions import change_person

    again = Task.objects.filter(kind="assessment.decide_again", finished_at=None)
    call_command("reopen_decisions")
    assert not again.exists()
    person = woman.person
    change_person(
        person=person, read_version=person.version, values={"sex": "male"},
        by=person.practitioner, at=NOON,
    )  # fmt: skip
    call_command("reopen_decisions")
    assert again.count() == 1


@pytest.mark.parametrize(
    ("role", "sees", "decides", "answers"),
    [
        (Role.MANAGER, 200, 302, 302),
        (Role.ASSESSOR, 200, 302, 404),
        (Role.PROGRAMME_ADMINISTRATOR, 404, 404, 404),
        (Role.AUDITOR, 404, 404, 404),
    ],
)
def test_the_right_people_see_decide_and_answer(
    world, client, decision, woman, role, sees, decides, answers
):
    browser = world.browser(client, world.member(f"some-{role}", role, region=world.north))
    case = f"/assessment/{woman.public_id}"
    assert browser.get(f"{case}/eligibility").status_code == sees
    accepted = browser.post(f"/assessment/decision/{decision.public_id}/accept")
    assert accepted.status_code == answers
    assert browser.post(f"{case}/decide").status_code == decides


def test_a_practitioner_sees_the_outcome_and_not_what_the_battery_said(signed_in, world, decision):
    browser = signed_in(world.member("rita"))
    page = browser.get(f"/assessment/{decision.referral.public_id}/eligibility").text
    assert "Not eligible" in page
    assert "Because" not in page


def test_what_is_typed_wrongly_gets_a_message_beside_the_field(signed_in, mona, decision):
    browser, case = signed_in(mona), f"/assessment/decision/{decision.public_id}"
    page = browser.post(f"{case}/override", {"outcome": "eligible"}).text
    assert 'id="reason-error"' in page
    assert 'id="words-error"' in page
    sent = {"outcome": "eligible", "minute": "m", "members": "nobody", "held_on-day": "1",
            "held_on-month": "1", "held_on-year": "2999"}  # fmt: skip
    page = browser.post(f"{case}/panel", sent).text
    assert "Enter a name, a comma and a capacity on each line" in page
    assert "must not be in the future" in page
    assert not Ruling.objects.exists()
