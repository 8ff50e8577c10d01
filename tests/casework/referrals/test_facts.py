"""Facts and their changes: dated, corrected without loss, and looked at again after a decision."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from desist.casework.referrals.actions import (
    change_offence,
    record_changed_fact,
    record_stance,
)
from desist.casework.referrals.models import ChangedFact, Referral, ReferredOffence
from desist.casework.referrals.queries import facts_of
from desist.casework.tasks.models import Task
from tests.casework.people import INSTALLATION
from tests.casework.referrals.referred import bring, now_and, refer, with_facts
from tests.casework.referrals.test_draft import OFFENCE


@pytest.fixture
def referral(world):
    return with_facts(refer(world))


def test_the_latest_stance_holds_and_the_earlier_ones_stay(referral, rita):
    today = timezone.localdate()
    for stance, days in (("denies_offence", 30), ("partly", 2), ("accepts", 9)):
        record_stance(
            referral=referral, offence=stance, appeal_pending=False,
            on=today - timedelta(days=days), by=rita, at=timezone.now(),
        )  # fmt: skip
    assert facts_of(referral).stance.offence == "partly"
    assert referral.stances.count() == 3


def test_an_offence_that_is_struck_out_counts_for_nothing_and_stays_on_record(referral, signed_in,
                                                                              rita):  # fmt: skip
    offence = ReferredOffence.objects.get()
    answer = signed_in(rita).post(
        f"/referrals/offences/{offence.public_id}/strike",
        {"read_version": "1", "operation": str(uuid4())},
    )
    assert answer.status_code == 302
    assert not facts_of(referral).offences
    states = [each.values["is_struck"] for each in offence.revisions.order_by("number")]
    assert states == [False, True]


def test_correcting_too_late_keeps_what_was_typed(referral, signed_in, rita):
    offence = ReferredOffence.objects.get()
    given = {"offence": offence, "read_version": 1, "values": {"contact": None}}
    change_offence(**given, **now_and())
    late = signed_in(rita).post(
        f"/referrals/offences/{offence.public_id}", OFFENCE | {"operation": str(uuid4())}
    )
    assert late.status_code == 409
    assert 'name="read_version" value="2"' in late.text


def test_a_changed_fact_after_a_decision_asks_for_another_look_and_changes_nothing_itself(
    world, referral, signed_in, rita, mona
):
    bring(referral, "awaiting_allocation")
    browser = signed_in(rita)
    today = timezone.localdate()
    sent = {
        "kind": "new_charge", "note": "Remanded", "on-day": today.day, "on-month": today.month,
        "on-year": today.year, "operation": str(uuid4()),
    }  # fmt: skip
    assert browser.post(f"/referrals/{referral.public_id}/changed", sent).status_code == 302
    assert Referral.objects.get().status == "awaiting_allocation"
    task = Task.objects.get(kind="referrals.changed_fact", finished_at=None)
    assert task.role == "manager"
    manager = world.browser(type(browser)(), mona)
    page = manager.get(f"/referrals/{referral.public_id}/look-again").text
    assert "Remanded" in page
    assert "Awaiting allocation" in page
    answer = manager.post(
        f"/referrals/{referral.public_id}/look-again",
        {"then": "stay", "operation": str(uuid4())},
    )
    assert answer.status_code == 302
    assert not Task.objects.filter(kind="referrals.changed_fact", finished_at=None).exists()
    assert ChangedFact.objects.get().answered_at is not None


def test_a_change_dated_in_the_future_gets_a_message(referral, signed_in, rita):
    day = timezone.localdate() + timedelta(days=2)
    sent = {
        "kind": "recall", "note": "", "on-day": day.day, "on-month": day.month, "on-year": day.year,
        "operation": str(uuid4()),
    }  # fmt: skip
    answer = signed_in(rita).post(f"/referrals/{referral.public_id}/changed", sent)
    assert 'id="on-error"' in answer.text


def test_correcting_an_offence_after_screening_asks_for_another_look(referral):
    bring(referral, "awaiting_assessment")
    offence = ReferredOffence.objects.select_related("referral__person").get()
    change_offence(
        offence=offence, read_version=1, values={"contact": True}, by=INSTALLATION,
        at=timezone.now(),
    )  # fmt: skip
    assert ChangedFact.objects.get().kind == "offence_corrected"


def test_before_a_decision_a_correction_asks_nobody(referral):
    assert not ChangedFact.objects.exists()


def test_two_changes_are_one_task(referral):
    bring(referral, "awaiting_assessment")
    today = timezone.localdate()
    for kind in ("new_charge", "disclosure"):
        record_changed_fact(referral=referral, kind=kind, note="", on=today, **now_and())
    assert Task.objects.filter(kind="referrals.changed_fact").count() == 1
    assert ChangedFact.objects.count() == 2
