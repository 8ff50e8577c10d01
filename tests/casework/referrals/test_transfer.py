"""Passing on: what is known goes along, and a place is waited for again."""

import pytest
from django.utils import timezone

from desist.casework.access import Role, may
from desist.casework.people.actions import put_on_caseload
from desist.casework.referrals import guard as guards
from desist.casework.referrals.actions import (
    NotMoved,
    change_setting,
    transfer_area,
    transfer_programme,
)
from desist.casework.referrals.models import Referral
from desist.casework.referrals.queries import facts_of
from desist.casework.tasks.queries import list_tasks_for
from tests.casework.referrals.referred import bring, now_and, refer, with_facts


@pytest.fixture(autouse=True)
def no_guards(monkeypatch):
    monkeypatch.setattr(guards, "GUARDS", {})


def test_another_programme_begins_with_all_that_is_known(world, mona):
    referral = with_facts(refer(world))
    made = transfer_programme(
        referral=referral, read_version=referral.version, programme="building-choices-moderate",
        reason="longer_programme_needed", note="", by=mona, at=timezone.now(),
    )  # fmt: skip
    assert Referral.objects.get(pk=referral.pk).status == "referred_elsewhere"
    assert made.came_from == referral
    assert (made.status, made.programme) == ("referred", "building-choices-moderate")
    assert [each.code for each in facts_of(made).offences] == ["pca-1978-s1-make"]
    assert facts_of(made).protection.directed_abuse is False


@pytest.mark.parametrize(
    ("reason", "setting"), [("released", "community"), ("moved_to_another_prison", "custody")]
)
def test_whoever_leaves_a_prison_waits_for_a_place_again(world, rita, mona, reason, setting):
    referral = bring(refer(world, setting="custody"), "on_programme")
    change_setting(
        referral=referral, read_version=referral.version, reason=reason,
        effective_on=timezone.localdate(), note="", by=mona, at=timezone.now(),
    )  # fmt: skip
    stored = Referral.objects.get()
    assert (stored.status, stored.setting) == ("awaiting_allocation", setting)
    step = stored.status_changes.order_by("-pk").first()
    assert step.reason == reason


def test_whoever_waits_for_assessment_goes_on_waiting_after_release(world):
    referral = bring(refer(world, setting="custody"), "awaiting_assessment")
    change_setting(
        referral=referral, read_version=referral.version, reason="released",
        effective_on=timezone.localdate(), note="", **now_and(),
    )  # fmt: skip
    stored = Referral.objects.get()
    assert (stored.status, stored.setting) == ("awaiting_assessment", "community")


def test_nobody_is_released_from_the_community(world, signed_in, rita):
    referral = bring(refer(world), "on_programme")
    with pytest.raises(NotMoved):
        change_setting(
            referral=referral, read_version=referral.version, reason="released",
            effective_on=timezone.localdate(), note="", **now_and(),
        )  # fmt: skip
    assert signed_in(rita).get(f"/referrals/{referral.public_id}/prison").status_code == 404


def test_another_area_takes_somebody_over_and_the_old_one_sees_them_no_more(world, mona):
    referral = bring(refer(world), "on_programme")
    otto = world.member("otto", Role.REFERRER, region=world.south)
    transfer_area(
        referral=referral, read_version=referral.version, team=world.far_team, practitioner=otto,
        effective_on=timezone.localdate(), note="", by=mona, at=timezone.now(),
    )  # fmt: skip
    stored = Referral.objects.select_related("person__team__unit").get()
    assert stored.status == "awaiting_allocation"
    assert stored.person.practitioner == otto
    assert may(otto, "see", stored)
    assert not may(mona, "see", stored)


@pytest.mark.parametrize("worked_with", [True, False])
def test_the_managers_there_are_asked_who_still_works_with_them(world, mona, worked_with):
    referral = bring(refer(world), "on_programme")
    if worked_with:
        finn = world.member("finn", Role.FACILITATOR)
        put_on_caseload(
            person=referral.person, user=finn, begins_on=referral.referred_on, **now_and()
        )
    otto = world.member("otto", Role.REFERRER, region=world.south)
    saul = world.member("saul", Role.MANAGER, region=world.south)
    transfer_area(
        referral=referral, read_version=referral.version, team=world.far_team, practitioner=otto,
        effective_on=timezone.localdate(), note="", by=mona, at=timezone.now(),
    )  # fmt: skip
    asked = [each.kind for each in list_tasks_for(saul)]
    assert ("see_who_works" in asked) is worked_with


def test_a_practitioner_elsewhere_than_the_team_gets_a_message(world, signed_in, mona, rita):
    referral = refer(world)
    today = timezone.localdate()
    answer = signed_in(mona).post(
        f"/referrals/{referral.public_id}/area",
        {
            "team": str(world.far_team.public_id), "practitioner": str(rita.public_id),
            "effective_on-day": today.day, "effective_on-month": today.month,
            "effective_on-year": today.year, "note": "", "read_version": referral.version,
        },
    )  # fmt: skip
    assert 'id="practitioner-error"' in answer.text


@pytest.mark.parametrize("to", ["breach", "recall", "return_to_court"])
def test_a_voluntary_referral_knows_no_enforcement(world, mona, signed_in, to):
    referral = bring(refer(world, source="voluntary"), "on_programme")
    browser = signed_in(mona)
    assert f'value="{to}"' not in browser.get(f"/referrals/{referral.public_id}/move").text
    assert browser.get(f"/referrals/{referral.public_id}/move/{to}").status_code == 404
