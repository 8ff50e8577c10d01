"""Looks: the days on which a New Life Plan is looked at again, asked for as they come near."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from desist.casework.access import Role
from desist.casework.access.policy import System
from desist.casework.reviews.models import LifePlan
from desist.casework.reviews.queries.life_plan import LOOK, has_look_been_asked, list_coming_looks
from desist.casework.tasks.actions import raise_task

AHEAD = timedelta(days=14)
"""How long before a later look its task is raised; that of the first is raised at once. Ours."""


def ask_to_look(plan: LifePlan, day: date, *, by: Any, at: datetime) -> None:
    """Ask the practitioner to look at it with them on a day."""
    person = plan.enrolment.person
    task = {"kind": LOOK, "about": person, "role": Role.REFERRER}
    raise_task(person=person, **task, due_on=day, by=by, at=at)


def bring_looks(*, at: datetime) -> int:
    """Ask for every look that comes within a fortnight and was not asked for; how many."""
    today, by, asked = timezone.localdate(at), System("clock"), 0
    for plan in list_coming_looks(from_=today, until=today + AHEAD):
        day = plan.next_look(today)
        if day is not None and not has_look_been_asked(plan, day):
            ask_to_look(plan, day, by=by, at=at)
            asked += 1
    return asked
