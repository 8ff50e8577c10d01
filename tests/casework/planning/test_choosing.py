"""Choosing a plan: solved anew for each wish; who binds is said; nothing is overwritten."""

from uuid import uuid4

import pytest

from desist.casework.access import Role
from desist.casework.assessment.actions.rating import rate_needs
from desist.casework.planning.actions.plan import approve_plan, send_for_approval
from desist.casework.planning.models import PlanState, TreatmentPlan
from desist.casework.planning.queries.case import assess, case_file_of
from desist.casework.planning.queries.recommendation import recommended_for
from tests.casework.people import NOON
from tests.casework.planning.planned import NEEDS

OUT, IN = "good-life-review", "common-ground"


@pytest.fixture
def known(case, adopted):
    """The case of somebody whose needs were rated, at a site that has adopted the rules."""
    anna = case.world.member("anna", Role.ASSESSOR, region=case.world.north)
    rate_needs(referral=case.referral, ratings=NEEDS, on=NOON.date(), by=anna, at=NOON)
    return case


def sent(**more):
    return {"operation": str(uuid4()), "sessions_at_most": ""} | more


def drafted(case, signed_in, **wishes):
    address = f"/planning/enrolment/{case.enrolment.public_id}/plan"
    answer = signed_in(case.finn).post(address, sent(save="yes", **wishes))
    assert answer.status_code == 302, answer.text
    return TreatmentPlan.objects.get()


def exercises(plan):
    return [each["id"] for each in plan.chosen["plan"]["exercises"]]


def test_the_recommended_plan_is_the_schedulers_own(known, signed_in):
    plan = drafted(known, signed_in)
    best = recommended_for(known.enrolment, on=NOON.date()).planned().plan
    assert exercises(plan) == [each.id for each in best.chosen]
    assert (plan.sessions, plan.minutes) == (best.sessions, best.minutes)
    assert plan.chosen["decisions"][0]["outcome"] == "planned"
    assert "static_risk" not in {each["question"] for each in plan.chosen["decisions"]}


def test_wishes_change_the_plan_and_what_was_recommended_is_kept(known, signed_in):
    recommended = exercises(drafted(known, signed_in))
    plan = TreatmentPlan.objects.get()
    wishes = {f"wish-{OUT}": "out", f"wish-{IN}": "in", "sessions_at_most": "22"}
    address = f"/planning/plan/{plan.public_id}/choose"
    seen = signed_in(known.finn).post(address, sent(read_version=1, **wishes))
    assert seen.status_code == 200
    assert TreatmentPlan.objects.get().version == 1, "looking saves nothing"
    signed_in(known.finn).post(address, sent(read_version=1, save="yes", **wishes))
    chosen = TreatmentPlan.objects.get()
    assert OUT not in exercises(chosen)
    assert IN in exercises(chosen)
    assert chosen.chosen["recommended"]["exercises"] == recommended


def test_wishes_that_cannot_be_kept_are_named_and_nothing_is_saved(known, signed_in):
    address = f"/planning/enrolment/{known.enrolment.public_id}/plan"
    every = {
        f"wish-{each.id}": "in"
        for each in recommended_for(known.enrolment, on=NOON.date()).programme.exercise
        if not each.core
    }
    page = signed_in(known.finn).post(address, sent(save="yes", **every))
    assert page.status_code == 200
    assert "No plan keeps all of this" in page.text
    assert not TreatmentPlan.objects.exists()


def test_a_site_that_adopted_nothing_is_told_what_it_awaits(case, signed_in):
    address = f"/planning/enrolment/{case.enrolment.public_id}/plan"
    page = signed_in(case.finn).get(address)
    assert page.status_code == 200
    assert "Not adopted here" in page.text


def test_an_unknown_dose_or_wish_gets_a_message(known, signed_in):
    address = f"/planning/enrolment/{known.enrolment.public_id}/plan"
    for bad in ({"sessions_at_most": "9000"}, {f"wish-{OUT}": "perhaps"}):
        page = signed_in(known.finn).post(address, sent(save="yes", **bad))
        assert page.status_code == 200
        assert "There is a problem" in page.text
    assert not TreatmentPlan.objects.exists()


def test_a_plan_edited_while_it_is_read_for_approval_is_shown_in_both_versions(known, signed_in):
    plan = drafted(known, signed_in)
    send_for_approval(plan=plan, read_version=1, by=known.finn, at=NOON)
    address = f"/planning/plan/{plan.public_id}/choose"
    wish = {f"wish-{IN}": "in"}
    signed_in(known.finn).post(address, sent(read_version=2, save="yes", **wish))
    late = signed_in(known.mona).post(
        f"/planning/plan/{plan.public_id}/approve", {"read_version": 2, "operation": str(uuid4())}
    )
    assert late.status_code == 409
    assert "The plan was changed meanwhile" in late.text
    assert "Common ground" in late.text
    assert TreatmentPlan.objects.get().state == PlanState.DRAFT


def test_what_was_chosen_while_a_manager_approved_is_shown_and_not_saved(known, signed_in):
    plan = drafted(known, signed_in)
    send_for_approval(plan=plan, read_version=1, by=known.finn, at=NOON)
    approve_plan(plan=plan, read_version=2, by=known.mona, at=NOON)
    late = signed_in(known.finn).post(
        f"/planning/plan/{plan.public_id}/choose",
        sent(read_version=1, save="yes", **{f"wish-{IN}": "in"}),
    )
    assert late.status_code == 409
    assert "Common ground" in late.text
    assert IN not in exercises(TreatmentPlan.objects.get())


def test_two_who_choose_at_once_lose_neither(known, signed_in):
    plan = drafted(known, signed_in)
    address = f"/planning/plan/{plan.public_id}/choose"
    browser = signed_in(known.finn)
    browser.post(address, sent(read_version=1, save="yes", **{f"wish-{OUT}": "out"}))
    late = browser.post(address, sent(read_version=1, save="yes", **{f"wish-{IN}": "in"}))
    assert late.status_code == 409
    assert 'name="read_version" value="2"' in late.text
    assert IN not in exercises(TreatmentPlan.objects.get())


def test_the_case_carries_the_approved_wishes_so_that_it_plans_the_same_again(known, signed_in):
    plan = drafted(known, signed_in, **{f"wish-{IN}": "in", "sessions_at_most": "24"})
    send_for_approval(plan=plan, read_version=1, by=known.finn, at=NOON)
    approve_plan(plan=plan, read_version=2, by=known.mona, at=NOON)
    case = case_file_of(known.referral, on=NOON.date())
    assert case.constraints.include == (IN,)
    assert case.constraints.sessions_at_most == 24
    assert assess(known.referral, on=NOON.date()).case == case


def test_the_page_of_a_plan_is_solved_and_shown_within_a_second(known, signed_in):
    from time import perf_counter

    browser = signed_in(known.finn)
    address = f"/planning/enrolment/{known.enrolment.public_id}/plan"
    browser.get(address)
    began = perf_counter()
    assert browser.get(address).status_code == 200
    assert perf_counter() - began < 1
