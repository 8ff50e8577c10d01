"""What a person's page shows of a decision is kept beside it, so that it need not be opened."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from desist.casework.assessment.actions.decision import decide_eligibility
from desist.casework.assessment.glance import glance_text
from desist.casework.assessment.models import EligibilityDecision
from desist.casework.assessment.queries.summary import glance_at
from tests.casework.assessment.builder import (
    TODAY,
    code,
    give_facts,
    sign_deviance,
    wait_for_assessment,
)
from tests.casework.assessment.test_profile_page import answer
from tests.casework.people import NOON


@pytest.fixture
def decision(referral, anna, adopted):
    wait_for_assessment(give_facts(referral))
    answer(referral, anna, "bis-11", "start", TODAY, total=82)
    code(referral, anna)
    sign_deviance(referral, anna)
    return decide_eligibility(referral=referral, by=anna, on=TODAY, at=NOON)


def forget(decision):
    """As of a decision that was made before a glance was kept."""
    EligibilityDecision.objects.filter(pk=decision.pk).update(glance=None)


def test_a_glance_holds_the_bands_scales_and_needs_of_the_decision(decision, mona):
    seen = json.loads(decision.glance)
    said = {each["question"]: each["outcome"] for each in decision.kept["grounds"]}
    assert seen["bands"] == {name: said[name] for name in seen["bands"]}
    assert len(seen["bands"]) == 4
    [scale] = seen["scales"]
    assert scale["title"] == "Impulsiveness, total"
    assert len(decision.glance) * 10 < len(decision.record)
    shown = glance_at(mona, decision.referral.person)
    assert shown.bands == seen["bands"]
    assert [title for title, _strip in shown.strips] == [scale["title"]]


def test_what_was_decided_before_it_was_kept_is_seen_just_the_same(decision, mona):
    person = decision.referral.person
    kept = glance_at(mona, person)
    forget(decision)
    opened = glance_at(mona, person)
    for name in ("bands", "strips", "needs", "outcome", "clinical"):
        assert getattr(kept, name) == getattr(opened, name)


def test_a_glance_opens_no_decision(decision, mona):
    with CaptureQueriesContext(connection) as asked:
        found = glance_at(mona, decision.referral.person)
    assert not [each["sql"] for each in asked if '"record"' in each["sql"]]
    assert "record" not in found.decision.__dict__


def test_whoever_may_not_read_the_decision_gets_no_glance_of_it(decision, world):
    found = glance_at(world.member("rita"), decision.referral.person)
    assert (found.clinical, found.bands, list(found.strips), list(found.needs)) == (
        False, {}, [], [],
    )  # fmt: skip
    assert found.outcome == decision.outcome


def test_it_is_kept_as_nobody_can_read_it(decision):
    with connection.cursor() as cursor:
        cursor.execute("SELECT glance FROM assessment_eligibilitydecision")
        (held,) = cursor.fetchone()
    assert held.startswith("v1.")


def test_a_decision_on_nothing_gives_an_empty_glance():
    assert json.loads(glance_text([])) == {"bands": {}, "scales": [], "needs": []}
