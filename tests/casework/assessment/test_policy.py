"""May and rows agree for what is coded and decided, and coding stays blind both ways."""

import pytest

from desist.casework.access import Role, may, rows
from desist.casework.access.policy import POLICIES
from desist.casework.access.role import CASE_ROLES
from desist.casework.assessment.actions.coding import begin_coding
from desist.casework.assessment.actions.decision import decide_eligibility
from desist.casework.assessment.actions.second_coding import ask_second_coder
from desist.casework.assessment.models import Coding, EligibilityDecision, SignedFact
from desist.casework.assessment.policy import is_blind
from desist.casework.referrals.models import Referral
from tests.casework.agreement import agreed
from tests.casework.assessment.builder import TODAY, code, refer, sign_deviance
from tests.casework.people import NOON

OURS = [model for model in POLICIES if model._meta.app_label == "assessment"] + [Referral]


@pytest.fixture
def crowd(world, anna, mona):
    """Staff of every role, one of them a second coder; a checked and an unchecked referral."""
    staff = [world.member(f"{role.value}-n", role, region=world.north) for role in CASE_ROLES]
    staff += [world.member("far", Role.ASSESSOR, Role.MANAGER, region=world.south)]
    staff += [world.member("sam", Role.ASSESSOR, Role.SECOND_CODER, region=world.north), anna, mona]
    for _ in range(2):
        referral = refer(world)
        coding = code(referral, anna)
        sign_deviance(referral, anna)
        decide_eligibility(referral=referral, on=TODAY, by=anna, at=NOON)
        begin_coding(referral=referral, tool="osp", guide="g", on=TODAY, by=mona, at=NOON)
    ask_second_coder(coding=coding, read_version=3, on=TODAY, by=anna, at=NOON)
    return staff


def test_may_and_which_rows_agree(crowd):
    answers = [allowed for _model, _verb, allowed in agreed(crowd, OURS)]
    assert len(answers) > 500
    assert sum(answers) > 100


def test_a_second_coder_sees_nothing_of_static_risk_while_one_is_waited_for(crowd, world):
    sam = world.member("sam")
    asked = Coding.objects.get(check_state="asked")
    assert is_blind(sam, asked.referral_id)
    for model in (Coding, EligibilityDecision, SignedFact):
        seen = rows(sam, model)
        assert not seen.filter(referral=asked.referral_id).exists(), model
        assert seen.exists(), model
    assert rows(world.member("anna"), Coding).filter(pk=asked.pk).exists()


def test_a_draft_is_seen_by_its_coder_alone(crowd, world):
    draft = Coding.objects.filter(stage="draft").first()
    assert may(draft.coder, "see", draft)
    assert not may(world.member("anna"), "see", draft)
