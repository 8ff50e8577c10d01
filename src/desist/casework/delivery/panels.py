"""What is not recorded yet, on Today; whether somebody came and the dose, on their page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from desist.casework.access import listed, note_reading
from desist.casework.access.policy import Actor
from desist.casework.access.role import Role
from desist.casework.delivery.queries.course import (
    MOST,
    Sitting,
    sessions_of,
    unrecorded_by,
)
from desist.casework.delivery.queries.register import unrecorded_for
from desist.casework.groups.queries.course import course_of
from desist.casework.groups.queries.group import led_on
from desist.casework.pages.panel import DIARY, FIRST, USUAL, Panel


def diary(actor: Actor, *, day: date) -> Panel | None:
    """The groups that this facilitator leads today, each with its register."""
    if not actor.standing.holds(Role.FACILITATOR):
        return None
    held = listed(list(led_on(actor, day=day)), verb="groups.diary")
    if not held.rows:
        return None
    context = {"meetings": held.rows, "course_of": course_of}
    return Panel(template="delivery/diary_panel.html", context=context, rank=DIARY)


def today(actor: Actor, *, day: date) -> Panel | None:
    """Sessions that this facilitator led and has not recorded, the oldest first."""
    if not actor.standing.holds(Role.FACILITATOR):
        return None
    held = _begun(unrecorded_by(actor, led_by=actor.standing.user_id, until=day))
    meetings = _begun(list(unrecorded_for(actor, until=day)))
    if not (held or meetings):
        return None
    found = sorted([*meetings, *held], key=lambda each: each.begins_at)
    shown = found[:MOST]
    note_reading("delivery.today", [each.reference for each in shown])
    context = {
        "shown": [(each, each in meetings) for each in shown],
        "more": len(found) > MOST,
        "day": day,
        "course_of": course_of,
    }
    return Panel(template="delivery/today_panel.html", context=context, rank=FIRST)


def _begun(sessions: Sequence[Any]) -> list[Any]:
    """Those that are not still to come today: these stand in the diary."""
    now = timezone.now()
    return [each for each in sessions if each.begins_at <= now]


def person(actor: Actor, person: Any, *, day: date) -> Panel | None:
    """The sessions as dots, the dose received, and the last time they came or did not."""
    held = [Sitting.of(each) for each in sessions_of(actor, person)]
    sittings = [each for each in held if not each.appointment.is_catch_up]
    if not sittings:
        return None
    recorded = [each for each in sittings if each.record is not None]
    context = {
        "sittings": sittings,
        "received": sum(each.record.minutes for each in held if each.record),
        "planned": sum(each.appointment.minutes for each in sittings),
        "last": recorded[-1] if recorded else None,
    }
    return Panel(template="delivery/person_panel.html", context=context, rank=USUAL)
