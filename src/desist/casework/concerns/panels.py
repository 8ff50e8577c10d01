"""What is open, on top of Today and of a person's page, and as a mark in the bar."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from desist.casework.access import listed
from desist.casework.access.circumstances import once
from desist.casework.access.policy import Actor
from desist.casework.access.role import CASE_ROLES, Role
from desist.casework.concerns.models import Concern
from desist.casework.concerns.queries import list_open_concerns_of, list_waiting_for
from desist.casework.concerns.standing import standing_of
from desist.casework.pages.panel import URGENT, Panel, Tag


def today(actor: Actor, *, day: date) -> Panel | None:
    """What waits for this person to acknowledge, to close, or to be answered by somebody else."""
    if not actor.standing.holds(*CASE_ROLES, Role.DUTY_MANAGER):
        return None
    now = timezone.now()
    held = listed(list_waiting_for(actor), verb="concerns.today")
    if not held.rows:
        return None
    shown = [(each, standing_of(each, at=now)) for each in held.rows]
    context = {"concerns": shown, "more": held.more, "me": actor.standing.user_id}
    return Panel(template="concerns/today_panel.html", context=context, rank=URGENT)


def person(actor: Actor, person: Any, *, day: date) -> Panel | None:
    """What is open about somebody."""
    held = _open(actor, person)
    if not held:
        return None
    now = timezone.now()
    context = {"concerns": [(each, standing_of(each, at=now)) for each in held]}
    return Panel(template="concerns/person_panel.html", context=context, rank=URGENT)


def tags(actor: Actor, person: Any) -> list[Tag]:
    """That a concern is open, to those who may read it."""
    return [Tag(text=_("Open concern"))] if _open(actor, person) else []


def _open(actor: Actor, person: Any) -> list[Concern]:
    def ask() -> list[Concern]:
        found = list_open_concerns_of(actor, person)
        return list(listed(found, verb="concerns.open", number=1).rows)

    found: list[Concern] = once(("open concerns", actor.public_id, person.pk), ask)
    return found
