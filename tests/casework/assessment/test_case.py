"""The case of a referral: what was coded, signed and rated, and nothing that counts no longer."""

from datetime import date

import pytest

from desist.cases.case_check import case_faults
from desist.casework.access import Role
from desist.casework.assessment.actions.coding import begin_coding, give_up_coding, save_coding
from desist.casework.assessment.actions.rating import rate_needs
from desist.casework.assessment.actions.signed_fact import withdraw_fact
from desist.casework.assessment.models import Coding, NeedRating
from desist.casework.assessment.queries import assess, case_file_of
from desist.casework.audit.door import Refused
from desist.casework.records.editable import StaleVersion
from desist.casework.rules.queries import the_catalogue
from desist.programme.band import RiskBand
from tests.casework.assessment.builder import MEDIUM, TODAY, code, sign, sign_deviance
from tests.casework.people import NOON


def test_an_empty_referral_is_a_case_in_which_everything_is_missing(referral):
    case = case_file_of(referral, on=TODAY)
    assert case.reference == str(referral.public_id)
    assert case.person.born_on == referral.person.born_on
    assert case.static_risk.rm2000 is None
    assert not list(case_faults(case, the_catalogue()))


def test_what_was_coded_is_judged_in_both_codings(referral, anna, adopted):
    code(referral, anna)
    risk = assess(referral, on=TODAY).risk
    bands = {risk.standard.variant: risk.standard.sexual.band}
    bands[risk.adapted.variant] = risk.adapted.sexual.band
    # Without an offence it is open whether the tool applies, so that neither band is given.
    assert bands == {"standard": None, "adapted": None}
    case = case_file_of(referral, on=TODAY)
    assert case.static_risk.rm2000.commencement_on == date(2025, 10, 20)
    assert case.static_risk.rm2000.stranger_victim == "image"


def test_a_later_coding_supersedes_and_overwrites_nothing(referral, anna):
    first = code(referral, anna)
    second = code(referral, anna, items=MEDIUM | {"single": False})
    assert second.supersedes == first
    assert Coding.objects.get(pk=first.pk).items == MEDIUM
    assert case_file_of(referral, on=TODAY).static_risk.rm2000.single is False


def test_a_draft_counts_for_nothing_and_goes_on_where_it_was(referral, anna):
    given = {"referral": referral, "tool": "osp", "guide": "coding-osp v1", "on": TODAY}
    draft = begin_coding(**given, by=anna, at=NOON)
    save_coding(
        coding=draft, read_version=1, items={"image": 2, "stranger": None}, by=anna, at=NOON
    )
    assert case_file_of(referral, on=TODAY).static_risk.osp is None
    assert begin_coding(**given, by=anna, at=NOON) == draft
    assert draft.items == {"image": 2}
    give_up_coding(coding=draft, read_version=2, by=anna, at=NOON)
    assert begin_coding(**given, by=anna, at=NOON) != draft


def test_a_page_saved_from_two_windows_loses_neither(referral, anna):
    draft = begin_coding(
        referral=referral, tool="osp", guide="coding-osp v1", on=TODAY, by=anna, at=NOON
    )
    stale = Coding.objects.get(pk=draft.pk)
    save_coding(coding=draft, read_version=1, items={"image": 2}, by=anna, at=NOON)
    with pytest.raises(StaleVersion):
        save_coding(coding=stale, read_version=1, items={"image": 3}, by=anna, at=NOON)


def test_a_finished_coding_is_changed_by_nobody(referral, anna, mona):
    coding = code(referral, anna)
    for user in (anna, mona):
        with pytest.raises(Refused):
            save_coding(coding=coding, read_version=3, items={"single": False}, by=user, at=NOON)


def test_a_signed_band_counts_until_it_is_withdrawn_and_stays_on_record(referral, anna):
    fact = sign(referral, anna, "band", band="low", variant="standard", guide="2007")
    assert case_file_of(referral, on=TODAY).static_risk.entered.band is RiskBand.LOW
    withdraw_fact(fact=fact, read_version=1, because="another man's", on=TODAY, by=anna, at=NOON)
    assert case_file_of(referral, on=TODAY).static_risk.entered is None
    assert fact.revisions.count() == 2


def test_results_of_other_tools_and_deviance_are_taken_as_they_are(referral, anna):
    sign(referral, anna, "rsr", percentage=0.4)
    sign(referral, anna, "sara", band="not_applicable")
    sign_deviance(referral, anna, "high")
    case = case_file_of(referral, on=TODAY)
    assert {each.id: each.percentage for each in case.static_risk.imported} == {
        "rsr": 0.4,
        "sara": None,
    }
    assert case.deviance.outcome == "high"
    assert not list(case_faults(case, the_catalogue()))


def test_only_a_rating_that_differs_is_a_new_row(referral, anna):
    given = {"referral": referral, "on": TODAY, "by": anna, "at": NOON}
    rate_needs(ratings={"loneliness": (2, "no visitor"), "collecting": (0, "")}, **given)
    rate_needs(ratings={"loneliness": (2, "no visitor"), "collecting": (1, "by kind")}, **given)
    assert NeedRating.objects.count() == 3
    rated = {each.need: each.value for each in case_file_of(referral, on=TODAY).rating}
    assert rated == {"loneliness": 2, "collecting": 1}


def test_in_a_demonstration_everything_is_adopted_and_the_case_says_that_it_is_invented(
    referral, settings
):
    settings.DEMONSTRATION = True
    judged = assess(referral, on=TODAY)
    assert judged.case.invented
    assert judged.rules.adoptions.everything


@pytest.mark.parametrize(
    "role", [Role.REFERRER, Role.FACILITATOR, Role.PROGRAMME_ADMINISTRATOR, Role.AUDITOR]
)
def test_nobody_codes_but_assessors_and_managers(referral, world, role):
    user = world.member("somebody", role, region=world.north)
    with pytest.raises(Refused):
        sign_deviance(referral, user)
