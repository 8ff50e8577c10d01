"""A New Life Plan with its goals, as it stands and as it stood, and as plain values for paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from desist.casework.access import rows
from desist.casework.access.policy import Actor
from desist.casework.planning.models import Enrolment
from desist.casework.referrals.models import Status
from desist.casework.reviews.models import (
    LOOKS,
    Direction,
    GoalProgress,
    Going,
    LifeGoal,
    LifeGoalRevision,
    LifePlan,
    LifePlanRevision,
    Standing,
)
from desist.casework.rules.queries import the_catalogue
from desist.casework.tasks.models import Task
from desist.catalogue.adoption_file import EVERYTHING
from desist.programme.life_plan_wording import LifePlanWording

WORDS = ("matters", "supports", "warning_signs", "responses", "safeguards")
LOOK = "look_at_life_plan"
"""The kind of task by which the practitioner is asked to look at it again."""
GOAL_WORDS = ("goal", "steps", "helps", "obstacles")


@dataclass(frozen=True, kw_only=True)
class Aim:
    """A goal and what was said of it since, the newest first."""

    goal: LifeGoal
    progress: Sequence[GoalProgress]


def plan_of(actor: Actor, enrolment: Enrolment) -> LifePlan | None:
    """The New Life Plan of a course, if one is written."""
    return rows(actor, LifePlan).filter(enrolment=enrolment).first()


def aims_of(actor: Actor, plan: LifePlan) -> list[Aim]:
    """Every goal in the order in which it was set; two queries."""
    said: dict[int, list[GoalProgress]] = {}
    held = rows(actor, GoalProgress).filter(goal__plan=plan).select_related("recorded_by")
    for each in held.order_by("-said_on", "-pk"):
        said.setdefault(each.goal_id, []).append(each)
    goals = rows(actor, LifeGoal).filter(plan=plan).order_by("pk")
    return [Aim(goal=each, progress=said.get(each.pk, ())) for each in goals]


def wording_in(language: str, *, on: date) -> LifePlanWording:
    """The headings in a language; in English where there are none in it."""
    held = the_catalogue().all_in_force(LifePlanWording, on=on, adoptions=EVERYTHING)
    by_language = {each.language: each for each in held}
    return by_language.get(language) or by_language["en"]


def list_coming_looks(*, from_: date, until: date) -> QuerySet[LifePlan]:
    """Plans that are looked at again between two days, for the clock; of those still here."""
    between = Q()
    for name in LOOKS:
        between |= Q(**{f"{name}__range": (from_, until)})
    still_here = LifePlan.objects.filter(between, enrolment__person__is_anonymous=False)
    still_here = still_here.exclude(enrolment__referral__status=Status.CLOSED)
    return still_here.select_related("enrolment__person__practitioner").order_by("pk")


def has_look_been_asked(plan: LifePlan, day: date) -> bool:
    """Whether a look is asked for still, or that of this day was and is done."""
    asked = Task.objects.filter(kind=LOOK, about=plan.enrolment.person.reference)
    return asked.filter(Q(finished_at=None) | Q(due_on=day)).exists()


def sheet_of(actor: Actor, plan: LifePlan) -> dict[str, Any]:
    """The plan as it stands, as plain values for paper; goals given up are left out."""
    wording = wording_in(plan.language, on=plan.written_on)
    aims = [each for each in aims_of(actor, plan) if each.goal.standing != Standing.LEFT]
    goals = [
        {name: getattr(each.goal, name) for name in (*GOAL_WORDS, "direction")}
        | {"progress": [_said(row, wording) for row in each.progress[:3]]}
        for each in aims
    ]
    words = {name: getattr(plan, name) for name in WORDS}
    return _sheet(words, goals, (plan.written_on, *plan.looks), wording)


def sheet_then(actor: Actor, revision: LifePlanRevision) -> dict[str, Any]:
    """The plan as it stood until it was next written, with its goals as they stood then."""
    later = rows(actor, LifePlanRevision).filter(of=revision.of, number__gt=revision.number)
    until = later.order_by("number").first()
    held = rows(actor, LifeGoalRevision).filter(of__plan=revision.of)
    if until is not None:
        held = held.filter(at__lt=until.at)
    newest = {each.of_id: each.values for each in held.order_by("of_id", "number")}
    goals = [
        {name: values[name] for name in (*GOAL_WORDS, "direction")} | {"progress": []}
        for values in newest.values()
        if values["standing"] != Standing.LEFT
    ]
    values = revision.values
    named = [values.get(name) for name in ("written_on", *LOOKS)]
    days = tuple(date.fromisoformat(each) for each in named if each)
    words = {name: values[name] for name in WORDS}
    return _sheet(words, goals, days, wording_in(values["language"], on=days[0]))


def _sheet(
    words: dict[str, str],
    goals: list[dict[str, Any]],
    days: Sequence[date],
    wording: LifePlanWording,
) -> dict[str, Any]:
    return {
        "language": wording.language,
        "heading": dict(wording.heading),
        "checking": wording.checking if wording.to_be_checked else "",
        **words,
        "goals": [
            {"direction": str(each), "list": [g for g in goals if g["direction"] == each]}
            for each in Direction
        ],
        "written_on": wording.day(days[0]),
        "look_again_on": ", ".join(map(wording.day, days[1:])),
    }


def _said(row: GoalProgress, wording: LifePlanWording) -> dict[str, str]:
    """What was said of a goal; in another language than English without our word for it."""
    code = str(Going(row.going).label) if wording.language == "en" else ""
    said = ": ".join(each for each in (code, row.words) if each)
    return {"on": wording.day(row.said_on), "words": said}
