"""What an assessment shows on a person's page."""

from __future__ import annotations

from datetime import date
from typing import Any

from desist.casework.access import note_reading
from desist.casework.access.policy import Actor
from desist.casework.assessment.queries.summary import glance_at
from desist.casework.assessment.roles import READERS
from desist.casework.pages.panel import USUAL, Panel


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
