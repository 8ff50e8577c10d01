"""What other systems read: a stretch of rows after the one that they read last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from desist.casework.access import note_reading, readable, rows
from desist.casework.access.policy import Actor
from desist.casework.delivery.models import SessionRecord
from desist.casework.exchange.models import OtherSystem, OutboundEvent
from desist.casework.planning.models import Appointment
from desist.casework.referrals.models import Referral, StatusChange


class CursorUnknown(LookupError):
    """A cursor that names no row of this list."""


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """So many rows, and the cursor after which the next begin; empty where none do."""

    rows: Sequence[Any]
    next: str


def stretch(query: QuerySet[Any], *, after: UUID | None, length: int, verb: str) -> Stretch:
    """Rows in the order in which they were made; what is given out is audited.

    Raises:
        CursorUnknown: no row that may be read has this id.
    """
    if after is not None:
        last = query.filter(public_id=after).values_list("pk", flat=True).first()
        if last is None:
            raise CursorUnknown(str(after))
        query = query.filter(pk__gt=last)
    found = list(query.order_by("pk")[: length + 1])
    shown = found[:length]
    note_reading(verb, [each.reference for each in shown])
    return Stretch(rows=shown, next=str(shown[-1].public_id) if len(found) > length else "")


def referrals_for(actor: Actor) -> QuerySet[Referral]:
    """Every referral that a system may read."""
    return rows(actor, Referral).select_related("person")


def statuses_of(actor: Actor, referral: Referral) -> list[StatusChange]:
    """Where a referral stood and stands, the first first."""
    held = rows(actor, StatusChange).filter(referral=referral)
    return list(held.order_by("pk"))


def sessions_of(actor: Actor, referral: Referral) -> list[tuple[Appointment, str]]:
    """Every session of a referral, catch-ups too, with what the register says of it, by day."""
    held = rows(actor, Appointment).filter(enrolment__referral=referral)
    booked = list(held.select_related("room__place").order_by("day", "starts", "pk"))
    note_reading("exchange.sessions", [referral.reference, *(each.reference for each in booked)])
    kept: dict[int, str] = {}
    if "attendance" in readable(actor, SessionRecord, referral):
        kept = dict(
            rows(actor, SessionRecord)
            .filter(appointment__in=booked)
            .values_list("appointment", "attendance")
        )
    return [(each, kept.get(each.pk, "")) for each in booked]


def events_for(system: OtherSystem) -> QuerySet[OutboundEvent]:
    """What a system is told, in the order in which it happened."""
    return system.events.select_related("referral")
