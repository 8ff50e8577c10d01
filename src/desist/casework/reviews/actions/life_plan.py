"""Writing the New Life Plan with somebody, its goals, and how it goes with each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from desist.casework.audit.door import action, tell
from desist.casework.audit.event_format import Kind
from desist.casework.planning.models import Enrolment
from desist.casework.records.editable import amend, insert, keep_one
from desist.casework.reviews.looks import ask_to_look
from desist.casework.reviews.models import GoalProgress, LifeGoal, LifePlan


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
    ask_to_look(plan, plan.look_again_on, by=by, at=at)
    return plan


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
