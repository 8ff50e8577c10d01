"""Writing the New Life Plan with somebody, its goals, and how it goes with each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from desist.casework.access.policy import System
from desist.casework.audit.door import action, tell
from desist.casework.audit.event_format import Kind
from desist.casework.planning.models import Enrolment
from desist.casework.records.editable import amend, insert, keep_one
from desist.casework.reviews.models import GoalProgress, LifeGoal, LifePlan
from desist.casework.reviews.queries.life_plan import (
    LOOK,
    has_look_been_asked,
    list_coming_looks,
)
from desist.casework.tasks.actions import raise_task

AHEAD = timedelta(days=14)
"""How long before a later look its task is raised; that of the first is raised at once."""


@action(
    "reviews.write_life_plan",
    on="enrolment",
    kind=Kind.COLLECTION,
    told=_("New Life Plan written"),
)
def write_life_plan(
    *,
    enrolment: Enrolment,
    read_version: int,
    values: Mapping[str, Any],
    by: Any,
    at: datetime,
) -> LifePlan:
    """Write it, or write it anew; the practitioner is asked to look at it again on its day.

    ``read_version`` is 0 where nothing was written yet.

    Raises:
        StaleVersion: somebody else wrote or changed it in between.
    """
    held = {**values, "written_on": timezone.localdate(at)}
    plan, changed = keep_one(
        LifePlan(enrolment=enrolment, **held),
        about="enrolment",
        read_version=read_version,
        values=held,
        by=by,
        at=at,
    )
    tell(plan, enrolment.person, fields=changed)
    _ask_to_look(plan, plan.look_again_on, by=by, at=at)
    return plan


def bring_looks(*, at: datetime) -> int:
    """Ask for every look that comes within a fortnight and was not asked for; how many."""
    today, by, asked = timezone.localdate(at), System("clock"), 0
    for plan in list_coming_looks(from_=today, until=today + AHEAD):
        day = plan.next_look(today)
        if day is not None and not has_look_been_asked(plan, day):
            _ask_to_look(plan, day, by=by, at=at)
            asked += 1
    return asked


def _ask_to_look(plan: LifePlan, day: date, *, by: Any, at: datetime) -> None:
    person = plan.enrolment.person
    task = {"kind": LOOK, "about": person, "user": person.practitioner}
    raise_task(person=person, **task, due_on=day, by=by, at=at)


@action("reviews.add_goal", on="plan", kind=Kind.COLLECTION, told=_("Goal added"))
def add_goal(*, plan: LifePlan, values: Mapping[str, Any], by: Any, at: datetime) -> LifeGoal:
    """One more goal, in their words."""
    goal = LifeGoal(plan=plan, **values)
    insert(goal, by=by, at=at)
    tell(goal, plan, plan.enrolment.person, fields=tuple(values))
    return goal


@action("reviews.change_goal", on="goal", told=_("Goal changed"))
def change_goal(
    *, goal: LifeGoal, read_version: int, values: Mapping[str, Any], by: Any, at: datetime
) -> LifeGoal:
    """Say it otherwise, or that it is reached or no longer wanted.

    Raises:
        StaleVersion: somebody else changed it in between.
    """
    changed = amend(goal, read_version=read_version, values=values, by=by, at=at)
    tell(goal, goal.plan.enrolment.person, fields=changed)
    return goal


@action(
    "reviews.record_progress", on="goal", kind=Kind.COLLECTION, told=_("Progress on a goal said")
)
def record_progress(
    *, goal: LifeGoal, values: Mapping[str, Any], by: Any, at: datetime
) -> GoalProgress:
    """How it goes, as they say."""
    row = GoalProgress(goal=goal, recorded_by=by, recorded_at=at, **values)
    row.save(force_insert=True)
    tell(row, goal, goal.plan.enrolment.person, fields=tuple(values))
    return row
