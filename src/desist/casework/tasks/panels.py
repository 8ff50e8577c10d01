"""What is due, on Today and on a person's page."""

from __future__ import annotations

from datetime import date
from typing import Any

from desist.casework.access import listing
from desist.casework.access.policy import Actor
from desist.casework.access.role import CASE_ROLES
from desist.casework.pages.panel import FIRST, USUAL, Panel
from desist.casework.tasks.queries import list_tasks_about, list_tasks_for

SHOWN = 8


def today(actor: Actor, *, day: date) -> Panel | None:
    """What this person has to do, the longest overdue first."""
    if not actor.standing.holds(*CASE_ROLES):
        return None
    page = listing(list_tasks_for(actor), verb="tasks.today")
    context = {"tasks": page.rows[:SHOWN], "more": len(page.rows) > SHOWN, "today": day}
    return Panel(template="tasks/today_panel.html", context=context, rank=FIRST)


def person(actor: Actor, person: Any, *, day: date) -> Panel | None:
    """What is still to be done about somebody."""
    page = listing(list_tasks_about(actor, person), verb="tasks.about")
    if not page.rows:
        return None
    context = {"tasks": page.rows, "today": day}
    return Panel(template="tasks/person_panel.html", context=context, rank=USUAL)
