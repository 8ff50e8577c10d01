"""What passed between systems is forgotten in time, and nobody loses their place by it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.utils import timezone

from desist.casework.audit.models import CompletedOperation
from desist.casework.exchange.actions.traffic import KEPT, forget_traffic
from desist.casework.exchange.models import OutboundEvent, Submission
from desist.casework.exchange.models.event import EventState
from desist.casework.exchange.scope import Scope
from desist.casework.referrals.models import Referral
from tests.casework.delivery.delivered import build_course
from tests.casework.exchange.calling import let_in
from tests.casework.people import INSTALLATION

LATER = KEPT + timedelta(days=1)


@pytest.fixture
def system(world, client):
    system = let_in(world, client, Scope.EVENTS)
    build_course(world)
    return system


def test_old_events_go_and_the_newest_stays_to_go_on_from(system):
    events = system.get("/events").json()["events"]
    assert len(events) > 1
    told = OutboundEvent.objects.latest("pk").at
    forget_traffic(at=told + KEPT / 2)
    assert system.get("/events").json()["events"] == events
    assert forget_traffic(at=told + LATER) == len(events) - 1
    assert system.get("/events").json()["events"] == events[-1:]
    assert system.get("/events", after=events[-1]["id"]).json()["events"] == []
    assert Referral.objects.exists()


def test_an_event_on_its_way_stays(system):
    OutboundEvent.objects.update(state=EventState.WAITING)
    assert forget_traffic(at=timezone.now() + LATER) == 0


def test_an_idempotency_key_is_forgotten_and_the_referral_stays(world, client):
    system = let_in(world, client)
    build_course(world)
    Submission(
        system=system.system, key_hash="k", body_hash="b", referral=Referral.objects.get(),
        at=timezone.now(),
    ).save(force_insert=True)  # fmt: skip
    forget_traffic(at=timezone.now() + LATER)
    assert not Submission.objects.exists()
    assert Referral.objects.get()


def test_a_form_that_was_sent_long_ago_is_forgotten(db, capsys):
    for days in (1, LATER.days):
        CompletedOperation(
            actor=INSTALLATION.public_id, operation=uuid4(), verb="x.y", result="",
            at=timezone.now() - timedelta(days=days),
        ).save(force_insert=True)  # fmt: skip
    call_command("forget_traffic")
    assert "1 rows older than 90 days" in capsys.readouterr().out
    assert CompletedOperation.objects.count() == 1
