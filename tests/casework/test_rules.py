"""Rule sets: adopted by named people for stated reasons, two of them where it takes two."""

import json
from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from desist.cases.assessment import assess_case
from desist.cases.example import example_path
from desist.cases.reader import read_case
from desist.casework.access import Role
from desist.casework.audit.door import Refused
from desist.casework.audit.models import AuditEvent
from desist.casework.records.editable import StaleVersion
from desist.casework.rules.actions import (
    NothingToAdopt,
    adopt_rule,
    second_adoption,
    withdraw_adoption,
)
from desist.casework.rules.models import Adoption, State
from desist.casework.rules.queries import list_rule_sets, site_adoptions, the_catalogue
from tests.casework.people import NOON

TODAY = date(2026, 3, 2)
WHEN = {"on": TODAY, "at": NOON}


def entry(rule):
    return the_catalogue().versions(rule)[-1]


@pytest.fixture
def mona(world):
    return world.member("mona", Role.MANAGER, region=world.north)


@pytest.fixture
def anna(world):
    return world.member("anna", Role.ASSESSOR, region=world.north)


def adopt(rule, by, why="checked"):
    return adopt_rule(entry=entry(rule), why=why, by=by, **WHEN)


def test_a_rule_of_ours_takes_one_person(mona):
    adoption = adopt("isotp-article", mona)

    assert (adoption.state, adoption.in_effect_on) == (State.IN_EFFECT, TODAY)
    assert [each.rule for each in site_adoptions().adoption] == ["isotp-article"]


def test_an_unverified_rule_waits_for_a_second_person(mona, anna):
    adoption = adopt("rm2000", mona)
    assert site_adoptions().adoption == ()

    second_adoption(adoption=adoption, read_version=1, by=anna, **WHEN)

    [value] = site_adoptions().adoption
    assert (value.by, value.second, value.on) == ("Mona", "Anna", TODAY)


def test_nobody_seconds_their_own_proposal(mona):
    adoption = adopt("rm2000", mona)

    with pytest.raises(Refused):
        second_adoption(adoption=adoption, read_version=1, by=mona, **WHEN)


def test_the_database_itself_refuses_one_person_as_two(mona):
    adoption = adopt("rm2000", mona)

    with pytest.raises(IntegrityError), transaction.atomic():
        Adoption.objects.filter(pk=adoption.pk).update(second=mona)


def test_a_verified_rule_needs_no_adoption(mona):
    with pytest.raises(NothingToAdopt):
        adopt("osp", mona)


def test_a_version_is_adopted_once(mona):
    adopt("isotp-article", mona)

    with pytest.raises(IntegrityError), transaction.atomic():
        adopt("isotp-article", mona)


def test_a_withdrawn_rule_judges_nobody_and_can_be_adopted_again(mona):
    adoption = adopt("isotp-article", mona)
    withdraw_adoption(adoption=adoption, read_version=1, because="a fault", by=mona, **WHEN)
    assert site_adoptions().adoption == ()

    adopt("isotp-article", mona)

    assert len(site_adoptions().adoption) == 1
    assert Adoption.objects.count() == 2


def test_two_people_at_once_lose_nothing(mona, anna):
    adoption = adopt("rm2000", mona)
    stale = Adoption.objects.get(pk=adoption.pk)
    withdraw_adoption(adoption=adoption, read_version=1, because="no", by=mona, **WHEN)

    with pytest.raises(StaleVersion):
        second_adoption(adoption=stale, read_version=1, by=anna, **WHEN)


def test_a_file_that_differs_from_the_adopted_one_judges_nobody(mona):
    adoption = adopt("isotp-article", mona)
    Adoption.objects.filter(pk=adoption.pk).update(sha256="0" * 64)

    assert site_adoptions().adoption == ()
    [row] = [each for each in list_rule_sets(mona) if each.entry.id == "isotp-article"]
    assert row.standing == "differs"


def test_adopting_is_audited_without_the_reason(mona):
    adoption = adopt("isotp-article", mona, why="a reason with words in it")

    event = AuditEvent.objects.filter(verb="rules.adopt").get()
    assert json.loads(event.objects_json) == [adoption.reference]
    assert "why" in json.loads(event.fields_json)
    assert "words" not in str(event.__dict__)


def test_a_case_is_judged_by_what_the_site_adopted_and_by_nothing_else(mona):
    catalogue = the_catalogue()
    case = read_case(example_path("eligible"), catalogue=catalogue)

    def outcome():
        judged = assess_case(case, catalogue=catalogue, adoptions=site_adoptions(), on=TODAY)
        return judged.eligibility.outcome

    assert outcome() == "awaiting_adoption"
    adopt("isotp-article", mona)
    assert outcome() == "awaiting_adoption"  # the bands and the offences still wait
    for rule in ("offences-england-and-wales", "rm2000"):
        adoption = adopt(rule, mona)
        if adoption.state == State.PROPOSED:
            Adoption.objects.filter(pk=adoption.pk).update(
                state=State.IN_EFFECT, in_effect_on=TODAY
            )
    assert outcome() == "eligible"


@pytest.mark.parametrize(
    ("role", "sees", "adopts", "seconds"),
    [
        (Role.MANAGER, 200, 302, 302),
        (Role.ASSESSOR, 200, 404, 302),
        (Role.FACILITATOR, 200, 404, 404),
        (Role.REFERRER, 200, 404, 404),
        (Role.EVALUATOR, 200, 404, 404),
        (Role.LINKER, 404, 404, 404),
    ],
)
def test_the_right_people_see_adopt_and_second(world, client, mona, role, sees, adopts, seconds):
    proposed = adopt("rm2000", mona)
    user = world.member(f"some-{role}", role, region=world.north)
    browser = world.browser(client, user)
    sent = {"why": "checked", "operation": str(uuid4())}
    agreed = {"read_version": 1, "operation": str(uuid4())}

    assert browser.get("/rules/").status_code == sees
    assert browser.get("/rules/rm2000/1").status_code == sees
    assert browser.post("/rules/isotp-article/1/adopt", sent).status_code == adopts
    answer = browser.post(f"/rules/adoptions/{proposed.public_id}/second", agreed)
    assert answer.status_code == seconds


def test_a_manager_adopts_on_a_page_and_a_reason_is_asked_for(signed_in, mona):
    browser = signed_in(mona)

    page = browser.post("/rules/isotp-article/1/adopt", {"operation": str(uuid4())})
    assert page.status_code == 200
    assert "Say why this site judges by it" in page.text

    sent = {"why": "read and agreed", "operation": str(uuid4())}
    assert (
        browser.post("/rules/isotp-article/1/adopt", sent)["Location"] == "/rules/isotp-article/1"
    )
    page = browser.get("/rules/isotp-article/1").text
    assert "Adopted" in page
    assert "read and agreed" in page


def test_what_is_known_against_a_rule_is_shown_to_both_people(signed_in, world, mona):
    adoption = adopt("rm2000", mona)
    other = world.member("miles", Role.MANAGER, region=world.north)
    browser = signed_in(other)

    assert "Known against it" in browser.get("/rules/rm2000/1").text
    assert "Known against it" in browser.get(f"/rules/adoptions/{adoption.public_id}/second").text


def test_a_rule_that_is_not_there_answers_as_any_page_that_is_not(signed_in, mona):
    browser = signed_in(mona)

    assert browser.get("/rules/rm2000/9").status_code == 404
    assert browser.get("/rules/no-such-rule/1").status_code == 404


def test_the_page_of_rule_sets_takes_few_queries(signed_in, mona, django_assert_max_num_queries):
    browser = signed_in(mona)
    adopt("rm2000", mona)

    with django_assert_max_num_queries(12):
        page = browser.get("/rules/").text
    assert "Waiting for a second person" in page
