"""What is due, on Today. On a person's page it stands in the case file itself."""

from __future__ import annotations

from datetime import date

from desist.casework.access import listing
from desist.casework.access.policy import Actor
from desist.casework.access.role import CASE_ROLES
from desist.casework.pages.panel import FIRST, Panel
from desist.casework.tasks.queries import list_tasks_for

SHOWN = 8


def today(actor: Actor, *, day: date) -> Panel | None:
    """What this person has to do, the longest overdue first."""
    if not actor.standing.holds(*CASE_ROLES):
        return None
    page = listing(list_tasks_for(actor), verb="tasks.today")
    if not page.rows:
        return None
    context = {"tasks": page.rows[:SHOWN], "more": len(page.rows) > SHOWN, "today": day}
    return Panel(template="tasks/today_panel.html", context=context, rank=FIRST)
