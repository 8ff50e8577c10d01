"""From status to status: order is kept, two never overwrite each other, reasons are coded."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from desist.casework.access import Role
from desist.casework.audit.models import AuditEvent
from desist.casework.records.editable import StaleVersion
from desist.casework.referrals import guard as guards
from desist.casework.referrals.actions import NotMoved
from desist.casework.referrals.flow import flow_on
from desist.casework.referrals.guard import guard
from desist.casework.referrals.models import ENDED, Referral, Status, StatusChange
from desist.casework.tasks.actions import raise_task
from desist.casework.tasks.models import Task
from tests.casework.referrals.referred import bring, now_and, refer, step


def test_every_status_of_the_flow_is_one_of_the_model_and_open_means_the_same(db):
    flow = flow_on(timezone.localdate())
    assert {each.id for each in flow.status} == set(Status.values)
    assert set(flow.open_statuses) == set(Status.values) - set(ENDED)


def test_every_status_with_something_due_has_a_kind_of_task(db):
    from desist.casework.tasks.kind import all_kinds

    due = {each.id for each in flow_on(timezone.localdate()).status if each.due}
    assert {f"referrals.{name}" for name in due} <= all_kinds().keys()


def test_a_step_is_kept_with_its_day_its_reason_its_note_and_who_took_it(world, mona):
    referral = bring(refer(world), "awaiting_assessment")
    step(referral, "awaiting_allocation", "decided_suitable", days_ago=3, by=mona, note="In May")
    last = StatusChange.objects.order_by("-pk").first()
    assert (last.from_status, last.to_status) == ("awaiting_assessment", "awaiting_allocation")
    assert last.reason == "decided_suitable"
    assert last.note == "In May"
    assert last.effective_on == timezone.localdate() - timedelta(days=3)
    assert last.by == mona.public_id
    assert last.ended_on is None
    before = StatusChange.objects.order_by("-pk")[1]
    assert before.ended_on == last.effective_on
    event = AuditEvent.objects.filter(verb="referrals.move").order_by("-seq").first()
    assert "May" not in str(event.__dict__)


@pytest.mark.parametrize(
    ("to", "reason", "days_ago", "because"),
    [
        ("on_programme", "", 0, "no_way"),
        ("withdrawn", "", 0, "reason_missing"),
        ("withdrawn", "death", 0, "reason_unknown"),
        ("withdrawn", "declines", -1, "in_future"),
        ("withdrawn", "declines", 21, "before_last_change"),
    ],
)
def test_what_the_flow_does_not_allow_is_refused_and_changes_nothing(
    world, to, reason, days_ago, because
):
    referral = refer(world)
    with pytest.raises(NotMoved) as refusal:
        step(referral, to, reason, days_ago=days_ago)
    assert because in refusal.value.reasons
    assert Referral.objects.get().status == "referred"
    assert StatusChange.objects.count() == 1


def test_a_status_back_dated_past_another_is_refused_with_the_day_of_that_one(
    world, signed_in, mona
):
    referral = bring(refer(world), "awaiting_assessment")
    browser = signed_in(mona)
    day = timezone.localdate() - timedelta(days=20)
    sent = {
        "reason": "others_go_first",
        "note": "",
        "effective_on-day": day.day,
        "effective_on-month": day.month,
        "effective_on-year": day.year,
        "read_version": referral.version,
        "operation": str(uuid4()),
    }
    answer = browser.post(f"/referrals/{referral.public_id}/move/deprioritised", sent)
    assert answer.status_code == 200
    assert 'id="effective_on-error"' in answer.text
    assert "is before the last change: it has been “Awaiting assessment” since" in answer.text
    assert Referral.objects.get().status == "awaiting_assessment"


def test_of_two_managers_deciding_at_once_the_second_is_told_what_the_first_did(
    world, mona, client
):
    mark = world.member("mark", Role.MANAGER, region=world.north)
    referral = bring(refer(world), "awaiting_assessment")
    address = f"/referrals/{referral.public_id}/move"
    first, second = world.browser(client, mona), world.browser(Client(), mark)
    assert second.get(f"{address}/deprioritised").status_code == 200
    won = first.post(f"{address}/not_suitable", _sent(referral, "risk_or_need_mismatch"))
    assert won.status_code == 302
    late = second.post(
        f"{address}/deprioritised", _sent(referral, "others_go_first", note="My reasons")
    )
    assert late.status_code == 409
    assert "Not suitable" in late.text
    assert "My reasons" in late.text
    assert Referral.objects.get().status == "not_suitable"


def _sent(referral, reason, note="", operation=None):
    today = timezone.localdate()
    return {
        "reason": reason,
        "note": note,
        "effective_on-day": today.day,
        "effective_on-month": today.month,
        "effective_on-year": today.year,
        "read_version": referral.version,
        "operation": operation or str(uuid4()),
    }


def test_a_step_on_what_was_read_before_is_refused_by_the_action_itself(world):
    referral = bring(refer(world), "awaiting_assessment")
    other = Referral.objects.get()
    step(referral, "deprioritised", "others_go_first")
    with pytest.raises(StaleVersion):
        step(other, "not_suitable", "risk_or_need_mismatch")


def test_a_submission_sent_twice_is_one_step(world, signed_in, mona):
    referral = bring(refer(world), "awaiting_assessment")
    browser, sent = signed_in(mona), _sent(referral, "others_go_first")
    address = f"/referrals/{referral.public_id}/move/deprioritised"
    assert browser.post(address, sent).status_code == 302
    again = browser.post(address, sent)
    assert again.status_code in (302, 409)
    assert StatusChange.objects.filter(to_status="deprioritised").count() == 1


def test_tasks_follow_the_status(world):
    referral = refer(world)
    assert Task.objects.get(finished_at=None).kind == "referrals.referred"
    step(referral, "awaiting_assessment", "accepted")
    open_one = Task.objects.get(finished_at=None)
    assert (open_one.kind, open_one.role) == ("referrals.awaiting_assessment", "assessor")
    assert open_one.due_on > timezone.localdate()
    step(referral, "awaiting_allocation", "decided_suitable")
    assert not Task.objects.filter(finished_at=None).exists()


def raised(referral, *kinds):
    for kind in kinds:
        raise_task(
            person=referral.person, kind=kind, about=referral.person, role="manager",
            due_on=timezone.localdate(), **now_and(),
        )  # fmt: skip


def still_open():
    return sorted(Task.objects.filter(finished_at=None).values_list("kind", flat=True))


def test_of_somebody_who_died_only_what_outlives_them_is_still_to_be_done(world):
    referral = bring(refer(world), "on_programme")
    raised(referral, "hold_review", "answer_failure", "look_at_life_plan")
    raised(referral, "write_report", "close_concern", "answer_rights_request")
    step(referral, "closed", "death")
    assert still_open() == ["answer_rights_request", "close_concern", "write_report"]


def test_who_is_followed_by_another_referral_is_still_looked_after(world):
    through = bring(refer(world), "on_programme")
    raised(through, "look_at_life_plan")
    step(through, "complete")
    other = refer(world, person=through.person, programme="building-choices-moderate")
    step(other, "closed", "entered_in_error")
    assert "look_at_life_plan" in still_open()
    step(through, "closed", "order_ended")
    assert "look_at_life_plan" not in still_open()


def test_a_guard_that_an_app_answers_for_must_be_met_by_one_of_its_answers(world, monkeypatch):
    monkeypatch.setattr(guards, "GUARDS", {})
    allowed = {"plan": False, "group": False}
    guard("allocation")(lambda _referral: allowed["plan"])
    guard("allocation")(lambda _referral: allowed["group"])
    referral = bring(refer(world), "awaiting_allocation")
    with pytest.raises(NotMoved) as refusal:
        step(referral, "scheduled")
    assert refusal.value.reasons == ("guard",)
    allowed["group"] = True
    assert step(referral, "scheduled").status == "scheduled"


def test_a_hold_ends_where_it_began(world, monkeypatch):
    monkeypatch.setattr(guards, "GUARDS", {})
    referral = bring(refer(world), "on_programme")
    step(referral, "on_hold", "health")
    with pytest.raises(NotMoved) as refusal:
        step(referral, "scheduled", "hold_is_over")
    assert "only_back" in refusal.value.reasons
    assert step(referral, "on_programme", "hold_is_over").status == "on_programme"


def test_a_reason_that_says_nothing_asks_for_words(world, signed_in, mona):
    referral = refer(world)
    answer = signed_in(mona).post(
        f"/referrals/{referral.public_id}/move/withdrawn", _sent(referral, "other")
    )
    assert 'id="note-error"' in answer.text


def test_each_role_is_offered_its_own_steps(world, client, mona, rita):
    referral = bring(refer(world), "awaiting_assessment")
    address = f"/referrals/{referral.public_id}/move"
    manager = world.browser(client, mona).get(address).text
    referrer = world.browser(Client(), rita).get(address).text
    assert 'value="not_suitable"' in manager
    assert 'value="not_suitable"' not in referrer
    assert 'value="withdrawn"' in referrer
    assert 'value="scheduled"' not in manager


def test_a_step_that_is_nobodys_here_is_not_there(world, signed_in, rita):
    referral = refer(world)
    browser = signed_in(rita)
    for to in ("awaiting_assessment", "not_eligible", "no-such-status"):
        assert browser.get(f"/referrals/{referral.public_id}/move/{to}").status_code == 404
