"""What an assessment shows on Today and on a person's page."""

from __future__ import annotations

from datetime import date
from typing import Any

from desist.casework.access import Role, listing, note_reading
from desist.casework.access.policy import Actor
from desist.casework.assessment.queries.decision import waiting_for_a_ruling
from desist.casework.assessment.queries.summary import glance_at
from desist.casework.assessment.roles import READERS
from desist.casework.pages.panel import FIRST, USUAL, Panel

SHOWN = 5


def today(actor: Actor, *, day: date) -> Panel | None:
    """The recommendations that a treatment manager has not answered, the longest waiting first."""
    if not actor.standing.holds(Role.MANAGER):
        return None
    page = listing(waiting_for_a_ruling(actor), verb="assessment.today")
    if not page.rows:
        return None
    more = len(page.rows) > SHOWN or page.more
    context = {"decisions": page.rows[:SHOWN], "more": more, "today": day}
    return Panel(template="assessment/today_panel.html", context=context, rank=FIRST)


def person(actor: Actor, person: Any, *, day: date) -> Panel | None:
    """Risk, profile and needs at a glance, as the newest decision has them."""
    if not actor.standing.holds(*READERS):
        return None
    found = glance_at(actor, person)
    if found is None:
        return None
    note_reading("assessment.glance", [found.decision.reference, person.reference])
    context = {"glance": found, "person": person}
    return Panel(template="assessment/person_panel.html", context=context, rank=USUAL, wide=True)
