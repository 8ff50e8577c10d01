"""The demonstration's assessments, and that what is exported is judged as it was decided."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings

from desist.cases.assessment import assess_case
from desist.cases.reader import parse_case
from desist.casework.assessment.models import Coding, EligibilityDecision, Ruling
from desist.casework.audit.models import AuditEvent
from desist.casework.demonstration.demonstrate import in_one_go, seed
from desist.casework.rules.queries import the_catalogue
from desist.casework.rules.replay import answer_of
from desist.catalogue.adoption_file import read_adoptions
from tests.casework.people import NOON
from tests.cli.desist import desist


@pytest.fixture(scope="module")
def seeded(django_db_setup, django_db_blocker):
    """Eighteen invented people, assessed and more; made once, and never committed."""
    with (
        django_db_blocker.unblock(),
        override_settings(DEMONSTRATION=True),
        transaction.atomic(),
    ):
        with in_one_go(at=NOON):
            list(seed(now=NOON, people=18))
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demonstration(seeded, db, settings):
    """They, in demonstration mode; what a test does is undone."""
    settings.DEMONSTRATION = True


def written(command, *arguments):
    out = StringIO()
    call_command(command, *arguments, stdout=out)
    return out.getvalue()


def test_most_are_coded_and_judged_through_actions(demonstration):
    assert EligibilityDecision.objects.count() > 6
    assert Coding.objects.filter(tool="osp", stage="finished").exists()


def test_a_case_that_was_exported_is_judged_by_the_file_of_adoptions_as_it_was_decided(
    demonstration, tmp_path
):
    """The stored Decisions are the oracle: of what the command does for all, and of itself."""
    file, case = tmp_path / "adoptions.toml", tmp_path / "case.toml"
    call_command("adoptions", "--out", str(file), stderr=StringIO())
    catalogue = the_catalogue()
    adoptions = read_adoptions(file, entries=catalogue.entries)
    decisions = list(EligibilityDecision.objects.select_related("referral"))
    for decision in decisions:
        text = written("export_case", str(decision.referral.public_id), "--as-decided")
        parsed = parse_case(text, file="exported", catalogue=catalogue)
        judged = assess_case(parsed, catalogue=catalogue, adoptions=adoptions).eligibility
        assert (judged.outcome, tuple(each.code for each in judged.reasons)) == stored(decision)
    assert len(decisions) > 8
    case.write_text(text, encoding="utf-8")
    ended = desist("assess", case, "--adoptions", file, "--json")
    (said,) = [
        each for each in json.loads(ended.out)["decisions"] if each["question"] == "eligibility"
    ]
    assert (said["outcome"], tuple(each["code"] for each in said["reasons"])) == stored(decision)


def stored(decision):
    """Outcome and reason codes of a stored Decision."""
    answer = answer_of(decision.decision)
    return answer.outcome, answer.codes


def test_an_export_is_found_by_crn_too_and_is_audited_as_a_disclosure(demonstration):
    decision = EligibilityDecision.objects.select_related("referral__person").first()
    person = decision.referral.person
    text = written("export_case", person.crn.lower(), "--to", "the prison")
    assert str(decision.referral.public_id) in text
    assert person.crn not in text
    assert person.last_name not in text
    event = AuditEvent.objects.filter(verb="assessment.export_case").latest("seq")
    assert (event.kind, event.recipient) == ("disclosure", "the prison")


def test_who_is_not_here_cannot_be_exported(db):
    for reference in ("X999999", "8e8f0c4e-6c4e-4ad9-8a4c-0c4e6c4e4ad9", "nonsense"):
        with pytest.raises(CommandError, match="names nobody"):
            call_command("export_case", reference)


def test_they_come_to_more_than_one_outcome_and_some_are_answered_by_a_manager(demonstration):
    outcomes = set(EligibilityDecision.objects.values_list("outcome", flat=True))
    assert outcomes >= {"eligible", "panel"}
    assert "cannot_decide" not in outcomes
    assert Ruling.objects.exists()
