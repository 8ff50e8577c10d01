"""What is due, on Today. On a person's page it stands in the case file itself."""

from __future__ import annotations

from datetime import date

from desist.casework.access import listed
from desist.casework.access.policy import Actor
from desist.casework.access.role import CASE_ROLES
from desist.casework.pages.panel import FIRST, Panel
from desist.casework.tasks.queries import MOST, list_first_tasks_for


def today(actor: Actor, *, day: date) -> Panel | None:
    """What this person has to do, the longest overdue first."""
    if not actor.standing.holds(*CASE_ROLES):
        return None
    page = listed(list_first_tasks_for(actor), verb="tasks.today", length=MOST)
    if not page.rows:
        return None
    context = {"tasks": page.rows, "more": page.more, "today": day}
    return Panel(template="tasks/today_panel.html", context=context, rank=FIRST)
