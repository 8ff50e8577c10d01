"""A stored plan as pages draw it: matrix, ribbon, curve, and the tables that say the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desist.documents.dose_curve import dose_curve
from desist.documents.plan_chart import plan_matrix, session_ribbon


def picture_of(content: Mapping[str, Any]) -> dict[str, Any]:
    """Everything that the page of a plan shows beside the plan's own values."""
    plan = content["plan"]
    titles = {each["id"]: each["title"] for each in plan["modules"]}
    exercises = {each["id"]: each for each in plan["exercises"]}
    needs = {each["id"]: each for each in content["needs"]}
    coverage = [{**each, "title": needs[each["need"]]["title"]} for each in plan["coverage"]]
    return {
        "matrix": plan_matrix(plan, content["needs"]),
        "coverage": {each["title"]: each for each in coverage},
        "shares": {strength: _share(coverage, strength) for strength in ("strong", "some")},
        "ribbon": session_ribbon(plan),
        "curve": dose_curve(plan["curve"], planned=plan["sessions"]) if plan["curve"] else None,
        "sessions": [
            {
                "number": each["number"],
                "minutes": each["minutes"],
                "module": titles[each["module"]],
                "exercises": "; ".join(_part(part, exercises) for part in each["parts"]),
            }
            for each in plan["schedule"]
        ],
        "added": [e for e in exercises if e not in content["recommended"]["exercises"]],
        "left_out": [e for e in content["recommended"]["exercises"] if e not in exercises],
        "titles": {each["id"]: each["title"] for each in (*plan["exercises"], *plan["omitted"])},
    }


def _part(part: Mapping[str, Any], exercises: Mapping[str, Any]) -> str:
    title = exercises[part["exercise"]]["title"]
    return f"{title} ({part['part']}/{part['parts']})" if part["parts"] > 1 else str(title)


def _share(coverage: list[dict[str, Any]], strength: str) -> tuple[int, int]:
    """How much of what is asked for needs of one strength is planned."""
    held = [each for each in coverage if each["strength"] == strength]
    done = sum(min(each["asked"], each["planned"]) for each in held)
    return done, sum(each["asked"] for each in held)
