"""What is not recorded yet, on Today; whether somebody came and the dose, on their page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from desist.casework.access import note_reading
from desist.casework.access.policy import Actor
from desist.casework.access.role import Role
from desist.casework.delivery.queries.course import (
    MOST,
    Sitting,
    sessions_of,
    unrecorded_by,
)
from desist.casework.pages.panel import FIRST, USUAL, Panel


def today(actor: Actor, *, day: date) -> Panel | None:
    """Sessions that this facilitator led and has not recorded, the oldest first."""
    if not actor.standing.holds(Role.FACILITATOR):
        return None
    held = _begun(unrecorded_by(actor, led_by=actor.standing.user_id, until=day))
    if not held:
        return None
    note_reading("delivery.today", [each.reference for each in held[:MOST]])
    context = {"sessions": held[:MOST], "more": len(held) > MOST, "day": day}
    return Panel(template="delivery/today_panel.html", context=context, rank=FIRST)


def _begun(sessions: Sequence[Any]) -> list[Any]:
    """Those that are not still to come today: these stand in the diary."""
    now = timezone.now()
    return [each for each in sessions if each.begins_at <= now]


def person(actor: Actor, person: Any, *, day: date) -> Panel | None:
    """The sessions as dots, the dose received, and the last time they came or did not."""
    held = sessions_of(actor, person)
    if not held:
        return None
    sittings = [Sitting.of(each) for each in held]
    recorded = [each for each in sittings if each.record is not None]
    context = {
        "sittings": sittings,
        "received": sum(each.record.minutes for each in recorded if each.record)
        + sum(each.minutes_made_good for each in held),
        "planned": sum(each.minutes for each in held),
        "last": recorded[-1] if recorded else None,
    }
    return Panel(template="delivery/person_panel.html", context=context, rank=USUAL)
