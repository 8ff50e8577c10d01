"""Telling other systems: what is written with a change, and what becomes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Model

from desist.casework.access import rows
from desist.casework.audit.chain import Happening
from desist.casework.audit.door import action, bookkeeping, tell
from desist.casework.delivery.models import SessionRecord
from desist.casework.exchange.models import OtherSystem, OutboundEvent
from desist.casework.exchange.models.event import EventKind, EventState
from desist.casework.exchange.scope import Scope
from desist.casework.planning.models import Appointment
from desist.casework.referrals.models import Referral

MOVES = frozenset(
    {
        "referrals.refer",
        "referrals.move",
        "referrals.screen",
        "referrals.transfer_programme",
        "referrals.transfer_area",
        "referrals.change_setting",
    }
)
"""Acts by which a referral comes to stand elsewhere."""
_REACHES: dict[type[Model], tuple[EventKind, str]] = {
    Referral: (EventKind.REFERRAL, ""),
    Appointment: (EventKind.APPOINTMENTS, "enrolment__referral"),
    SessionRecord: (EventKind.ATTENDANCE, "enrolment__referral"),
}


@bookkeeping("called by the door with what an act told, in its transaction")
def publish(*, told: Sequence[Happening], at: datetime) -> None:
    """Write an event for every system that may know of it, once for each kind and referral."""
    named = _named(told)
    systems = OtherSystem.objects.filter(ended_at=None, scopes__contains=Scope.EVENTS)
    if not named or not systems.exists():
        return
    found = _changed(named)
    # Locked until the change stands: the order of ids is that in which changes became visible.
    for system in systems.select_for_update(of=("self",)).select_related("account").order_by("pk"):
        about = rows(system.actor, Referral).filter(pk__in={pk for _kind, pk in found})
        seen = set(about.values_list("pk", flat=True))
        for kind, pk in sorted(found):
            if pk in seen:
                _keep(system, kind, pk, at=at)


def _named(told: Sequence[Happening]) -> dict[type[Model], set[UUID]]:
    """What the act named of each sort that other systems may know of; asks no database."""
    found: dict[type[Model], set[UUID]] = {}
    for model in _REACHES:
        label = f"{model._meta.label_lower}:"
        acts = [each for each in told if model is not Referral or each.verb in MOVES]
        names = {name for each in acts for name in each.objects if name.startswith(label)}
        if names:
            found[model] = {UUID(name.partition(":")[2]) for name in names}
    return found


def _changed(named: Mapping[type[Model], set[UUID]]) -> set[tuple[EventKind, int]]:
    """Each kind of change and the referral that it is about."""
    found: set[tuple[EventKind, int]] = set()
    for model, ids in named.items():
        kind, path = _REACHES[model]
        held = model._base_manager.filter(public_id__in=ids)
        found |= {(kind, pk) for pk in held.values_list(path or "pk", flat=True)}
    return found


def _keep(system: OtherSystem, kind: EventKind, referral: int, *, at: datetime) -> None:
    state = EventState.WAITING if system.webhook else EventState.KEPT
    event = OutboundEvent(system=system, kind=kind, referral_id=referral, at=at, state=state)
    event.save(force_insert=True)
    if system.webhook:
        from desist.casework.exchange.jobs import send_event  # jobs call what is written here

        transaction.on_commit(lambda: send_event.enqueue(str(event.public_id)))


@action("exchange.note_answer", on="event", followed=False)
def note_answer(
    *, event: OutboundEvent, state: EventState, answer: str, by: Any, at: datetime
) -> OutboundEvent:
    """What the other side said to an event."""
    values = {"state": state, "answer": answer[:60], "tries": F("tries") + 1}
    if state == EventState.DELIVERED:
        values["delivered_at"] = at
    OutboundEvent.objects.filter(pk=event.pk).update(**values)
    tell(event, event.system, fields=tuple(values), recipient=str(event.system))
    return event


@action("exchange.send_again", on="event", followed=False)
def send_again(*, event: OutboundEvent, by: Any, at: datetime) -> OutboundEvent:
    """Try an event anew that was given up."""
    from desist.casework.exchange.jobs import send_event

    event.state, event.tries = EventState.WAITING, 0
    event.save(update_fields=["state", "tries"])
    transaction.on_commit(lambda: send_event.enqueue(str(event.public_id)))
    tell(event, event.system, fields=("state",))
    return event
