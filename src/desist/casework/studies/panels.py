"""Studies that wait for somebody, on Today: to be decided on, or for what is to be taken."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from desist.casework.access import Role, listed
from desist.casework.access.policy import Actor
from desist.casework.pages.panel import FIRST, Panel
from desist.casework.studies.models import Given, Study
from desist.casework.studies.queries.study import list_not_given, list_to_decide

MOST = 8


def today(actor: Actor, *, day: date) -> Panel | None:
    """What an evaluator, a data linker or a programme lead has to do for studies."""
    found = [
        (each, waits_for)
        for waits_for, held in _waiting(actor, day)
        for each in listed(held[: MOST + 1], verb="studies.today", length=MOST).rows
    ]
    if not found:
        return None
    return Panel(template="studies/today_panel.html", context={"studies": found}, rank=FIRST)


def _waiting(actor: Actor, day: date) -> Iterator[tuple[Any, QuerySet[Study]]]:
    if actor.standing.holds(Role.LEAD):
        yield _("To decide"), list_to_decide(actor)
    if actor.standing.holds(Role.EVALUATOR):
        cohort = {"verb": "studies.extract", "given": Given.COHORT}
        yield _("Cohort to take"), list_not_given(actor, **cohort, day=day)
    if actor.standing.holds(Role.LINKER):
        roster = {"verb": "studies.take_roster", "given": Given.ROSTER}
        yield _("Roster to take"), list_not_given(actor, **roster, day=day)
