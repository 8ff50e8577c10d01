"""Plan record: a planned treatment as plain JSON values, with the words that a report needs."""

from __future__ import annotations

from typing import Any

from desist.cases.assessment import Assessment
from desist.catalogue.words import Words
from desist.programme.curriculum import Exercise
from desist.programme.decision import plain
from desist.programme.treatment_plan import Accounted, TreatmentPlan


def plan_record(assessment: Assessment, *, words: Words) -> dict[str, Any] | None:
    """The plan, or None where there is none; its decision stands among the others."""
    plan = assessment.planned.plan
    if plan is None:
        return None
    exercises = {each.id: each for each in assessment.programme.exercise}
    titles = {each.id: each.title for each in assessment.programme.module}
    return {
        "format": plan.format,
        "sessions": plan.sessions,
        "minutes": plan.minutes,
        "session_minutes": plan.session_minutes,
        "modules": [
            {
                "id": each.id,
                "title": titles[each.id],
                "sessions": each.sessions,
                "exercises": list(each.exercises),
            }
            for each in plan.modules
        ],
        "exercises": [_chosen(each, plan, exercises[each.id], words) for each in plan.chosen],
        "omitted": [_omitted(each, exercises[each.id], words) for each in plan.omitted],
        "schedule": plain(plan.schedule),
        "coverage": plain(plan.coverage),
        "curve": [
            {"sessions": each.sessions, "strong": round(each.strong, 4), "all": round(each.all, 4)}
            for each in plan.curve
        ],
    }


def _chosen(
    each: Accounted, plan: TreatmentPlan, exercise: Exercise, words: Words
) -> dict[str, Any]:
    return {
        "id": exercise.id,
        "title": exercise.title,
        "module": exercise.module,
        "minutes": exercise.minutes,
        "core": exercise.core,
        "needs": list(exercise.serves_needs),
        "role": plan.roles.get(exercise.id),
        "practice": exercise.practice,
        "why": words.reason(each.reason),
    }


def _omitted(each: Accounted, exercise: Exercise, words: Words) -> dict[str, Any]:
    return {
        "id": exercise.id,
        "title": exercise.title,
        "module": exercise.module,
        "reason": each.reason_code,
        "text": words.reason(each.reason),
    }
