"""Questionnaires that are due, on Today and on a person's page."""

from __future__ import annotations

from datetime import date

from desist.casework.access import listed
from desist.casework.access.policy import Actor
from desist.casework.battery.policy import GIVERS
from desist.casework.battery.queries.administration import MOST, list_due_about, list_first_due
from desist.casework.pages.panel import FIRST, USUAL, Panel
from desist.casework.people.models import Person


def today(actor: Actor, *, day: date) -> Panel | None:
    """Whose questionnaires are due, the longest overdue first."""
    if not actor.standing.holds(*GIVERS):
        return None
    due = listed(list_first_due(actor, day=day), verb="battery.due", length=MOST)
    if not due.rows:
        return None
    context = {"due": due.rows, "more": due.more, "today": day}
    return Panel(template="battery/today_panel.html", context=context, rank=USUAL)


def person(actor: Actor, person: Person, *, day: date) -> Panel | None:
    """What somebody is to answer next."""
    if not actor.standing.holds(*GIVERS):
        return None
    due = listed(list_due_about(actor, person, day=day), verb="battery.due_about").rows
    if not due:
        return None
    return Panel(
        template="battery/person_panel.html", context={"due": due, "today": day}, rank=FIRST
    )
