"""The demonstration's assessments, and that what is exported is judged as it was decided."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from desist.cases.assessment import assess_case
from desist.cases.reader import parse_case
from desist.casework.assessment.models import Coding, EligibilityDecision, Ruling
from desist.casework.audit.models import AuditEvent
from desist.casework.demonstration.demonstrate import in_one_go, seed
from desist.casework.rules.queries import the_catalogue
from desist.casework.rules.replay import answer_of
from desist.catalogue.adoption_file import read_adoptions
from tests.casework.people import NOON


@pytest.fixture
def demonstration(db, settings):
    """Eighteen invented people, assessed and more, in demonstration mode."""
    settings.DEMONSTRATION = True
    with in_one_go(at=NOON):
        list(seed(now=NOON, people=18))


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
    file = tmp_path / "adoptions.toml"
    call_command("adoptions", "--out", str(file), stderr=StringIO())
    catalogue = the_catalogue()
    adoptions = read_adoptions(file, entries=catalogue.entries)
    compared = 0
    for decision in EligibilityDecision.objects.select_related("referral"):
        text = written("export_case", str(decision.referral.public_id), "--as-decided")
        case = parse_case(text, file="exported", catalogue=catalogue)
        judged = assess_case(case, catalogue=catalogue, adoptions=adoptions).eligibility
        stored = answer_of(decision.decision)
        assert judged.outcome == stored.outcome
        assert tuple(each.code for each in judged.reasons) == stored.codes
        compared += 1
    assert compared > 3


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


def test_some_are_answered_by_a_manager(demonstration):
    assert EligibilityDecision.objects.exclude(outcome="cannot_decide").exists()
    assert Ruling.objects.exists()
