"""A stored decision: whole, encrypted, never changed, and judged again as then and as today."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection

from desist.cases.assessment import assess_case
from desist.cases.case_text import read_case_text
from desist.casework.assessment.actions.decision import decide_eligibility
from desist.casework.assessment.models import EligibilityDecision
from desist.casework.rules.queries import adoptions_here, the_catalogue
from desist.casework.rules.replay import lost_rules, replay
from desist.casework.rules.stored_decision import Immutable, resting_on
from desist.catalogue.adoption_file import NO_ADOPTIONS
from desist.programme.entry import Grade
from tests.casework.assessment.builder import TODAY, adopt_all, code, refer, sign_deviance
from tests.casework.people import NOON


def judge(case, catalogue, adoptions, on):
    known = read_case_text(case)
    return assess_case(known, catalogue=catalogue, adoptions=adoptions, on=on).eligibility


@pytest.fixture
def decision(world):
    from desist.casework.access import Role

    anna = world.member("anna", Role.ASSESSOR, region=world.north)
    adopt_all(world)
    referral = refer(world)
    code(referral, anna)
    sign_deviance(referral, anna)
    return decide_eligibility(referral=referral, on=TODAY, by=anna, at=NOON)


def again(decision, **given):
    known = {"catalogue": the_catalogue(), "adoptions": adoptions_here(), "today": TODAY} | given
    return replay(decision, judge=judge, **known)


def test_a_decision_is_found_by_the_rules_it_rests_on(decision):
    every = EligibilityDecision.objects.all()
    assert list(resting_on(every, "isotp-article")) == [decision]
    assert list(resting_on(every, "rm2000")) == [decision]
    assert not resting_on(every, "rm").exists()
    assert not resting_on(every, "noms-2014").exists()


def test_what_was_decided_stands_encrypted_and_is_never_changed(decision):
    with connection.cursor() as cursor:
        cursor.execute("SELECT record FROM assessment_eligibilitydecision")
        assert cursor.fetchone()[0].startswith("v1.k1.")
    assert decision.decision["question"] == "eligibility"
    decision.outcome = "eligible"
    with pytest.raises(Immutable):
        decision.save()


def test_the_same_rules_give_the_same_outcome_for_the_same_reasons(decision):
    found = again(EligibilityDecision.objects.get())
    assert found.is_repeated
    assert found.is_same_today
    assert not found.engine_changed


def test_todays_rules_may_say_something_else_and_those_of_then_still_say_the_same(decision):
    found = again(decision, adoptions=NO_ADOPTIONS)
    assert found.is_repeated
    assert found.today.outcome == "awaiting_adoption"


def test_a_version_that_came_later_for_an_earlier_day_changes_nothing_of_then(decision):
    catalogue = the_catalogue()
    policy = catalogue.versions("isotp-article")[-1]
    newer = replace(policy, version=9, in_force_from=date(2010, 1, 1), minimum_age=60, sha256="n")
    newer = replace(newer, grade=Grade.VERIFIED, criterion=_verified(newer.criterion))
    later = replace(catalogue, entries=(*catalogue.entries, newer))
    found = again(decision, catalogue=later)
    assert found.is_repeated
    assert found.today.outcome == "not_eligible"


def _verified(criteria):
    return tuple(replace(each, grade=Grade.VERIFIED) for each in criteria)


def test_a_file_that_was_changed_is_named_and_nothing_is_pretended(decision):
    catalogue = the_catalogue()
    changed = tuple(
        replace(each, sha256="0" * 64) if each.id == "rm2000" else each
        for each in catalogue.entries
    )
    edited = replace(catalogue, entries=changed)
    assert lost_rules(decision, edited) == ("rm2000 v1",)
    found = again(decision, catalogue=edited)
    assert found.then is None
    assert not found.is_repeated


def test_another_version_of_the_software_is_said(decision, monkeypatch):
    monkeypatch.setattr("desist.casework.rules.replay.desist.__version__", "99.0")
    assert again(decision).engine_changed
