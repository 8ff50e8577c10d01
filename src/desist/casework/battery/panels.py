"""Questionnaires that are due, on Today and on a person's page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from desist.casework.access import listing
from desist.casework.access.policy import Actor
from desist.casework.battery.models import Administration, Point
from desist.casework.battery.policy import GIVERS
from desist.casework.battery.queries.administration import list_due, list_due_about
from desist.casework.pages.panel import FIRST, USUAL, Panel
from desist.casework.people.models import Person

SHOWN = 8


@dataclass(frozen=True, kw_only=True)
class Due:
    """Forms of one person and point that are due by a day."""

    person: Person
    referral: Any
    point: str
    due_on: date
    number: int


def today(actor: Actor, *, day: date) -> Panel | None:
    """Whose questionnaires are due, the longest overdue first."""
    if not actor.standing.holds(*GIVERS):
        return None
    due = _together(listing(list_due(actor, day=day), verb="battery.due").rows)
    if not due:
        return None
    context = {"due": due[:SHOWN], "today": day}
    return Panel(template="battery/today_panel.html", context=context, rank=USUAL)


def person(actor: Actor, person: Person, *, day: date) -> Panel | None:
    """What somebody is to answer next."""
    if not actor.standing.holds(*GIVERS):
        return None
    held = listing(list_due_about(actor, person, day=day), verb="battery.due_about").rows
    due = _together(held)
    if not due:
        return None
    return Panel(
        template="battery/person_panel.html", context={"due": due, "today": day}, rank=FIRST
    )


def _together(held: Iterable[Administration]) -> list[Due]:
    found = []
    for (_, point, due_on), forms in groupby(
        held, key=lambda each: (each.referral_id, each.point, each.due_on)
    ):
        members = list(forms)
        referral = members[0].referral
        found.append(
            Due(
                person=referral.person,
                referral=referral,
                point=str(Point(point).label),
                due_on=due_on,
                number=len(members),
            )
        )
    return found
