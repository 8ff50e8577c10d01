"""Debriefs that somebody wrote or is the supervisor of."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from desist.casework.access import Role, rows
from desist.casework.accounts.models import User
from desist.casework.accounts.queries import staff_holding
from desist.casework.partners.models import Debrief, DebriefAnswer


def debriefs_of(actor: User) -> QuerySet[Debrief]:
    """One's own, and those for which one is the supervisor, the latest first."""
    held = rows(actor, Debrief).select_related("author", "supervisor")
    return held.order_by("-on", "-pk")


def answers_to(actor: User, debrief: Debrief) -> list[DebriefAnswer]:
    """What was said since, in order."""
    held = rows(actor, DebriefAnswer).filter(debrief=debrief).select_related("by")
    return list(held.order_by("pk"))


def supervisors_for(actor: User, *, on: date) -> list[User]:
    """Whom somebody may choose: every supervisor but themselves."""
    return [each for each in staff_holding(Role.SUPERVISOR, on=on) if each != actor]
