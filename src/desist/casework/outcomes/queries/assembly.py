"""What the report is assembled from: the record, and nothing that it does not hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.conf import settings

from desist.casework.assessment.queries.profile import profile_of, shown_number
from desist.casework.delivery.models import Covered, Verdict
from desist.casework.delivery.queries.course import Course, course_of, exercises_done, titles_of
from desist.casework.outcomes.models import Ending
from desist.casework.outcomes.queries.completion import programme_of, was_had
from desist.casework.planning.models import Enrolment
from desist.casework.rules.queries import the_catalogue
from desist.catalogue.words import words_of


def assemble(enrolment: Enrolment, *, on: date) -> dict[str, Any]:
    """Every fact of the report as plain values, on a day."""
    person, course = enrolment.person, course_of(None, enrolment)
    programme = programme_of(enrolment)
    ending = Ending._base_manager.filter(enrolment=enrolment).first()
    return {
        "assembled_on": on.isoformat(),
        "demonstration": bool(settings.DEMONSTRATION),
        "person": {
            "name": person.name, "crn": person.crn, "born_on": person.born_on.isoformat(),
        },
        "programme": {
            "title": programme.title if programme else enrolment.programme,
            "version": enrolment.programme_version,
            "format": enrolment.get_format_display(),
            "began_on": enrolment.begins_on.isoformat(),
            "ended_on": enrolment.ended_on.isoformat() if enrolment.ended_on else None,
        },
        "ending": _ending(ending),
        "attendance": _attendance(course),
        "modules": list(_modules(course, titles_of(enrolment))),
        **_assessed(enrolment, on=on),
    }  # fmt: skip


def _ending(ending: Ending | None) -> dict[str, Any] | None:
    if ending is None:
        return None
    words = words_of(the_catalogue())
    return {
        "code": str(ending.get_code_display()),
        "ended_on": ending.ended_on.isoformat(),
        "outcome": words.term(ending.outcome),
        "reasons": [each["text"] for each in ending.record["reasons"]],
        "awaiting": ending.outcome == "awaiting_adoption",
    }


def _attendance(course: Course) -> dict[str, int]:
    records = [each.record for each in course.sittings if each.record is not None]
    kinds = Counter(each.attendance for each in records)
    absences = Counter(each.absence.verdict for each in course.sittings if each.absence)
    return {
        "planned": len(course.sittings),
        "recorded": len(records),
        "complied": kinds["complied"],
        "failed_to_comply": kinds["failed_to_comply"],
        "absent": kinds["absent"],
        "absent_acceptable": absences[Verdict.ACCEPTABLE],
        "absent_unacceptable": absences[Verdict.UNACCEPTABLE],
        "made_good": sum(each.made_good for each in course.sittings),
        "had": sum(was_had(each) for each in course.sittings),
        "minutes_received": course.minutes_received,
        "minutes_planned": course.minutes_planned,
    }


def _modules(course: Course, titles: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """By module of the plan, in order: sessions had, and exercises by how far they were done."""
    done = exercises_done(None, course.enrolment)
    planned: dict[str, list[Any]] = {}
    for each in course.sittings:
        planned.setdefault(each.appointment.module, []).append(each)
    for module, sittings in planned.items():
        exercises = dict.fromkeys(e for each in sittings for e in each.appointment.exercises)
        named = {e: titles.get(e, e) for e in exercises}
        yield {
            "title": titles.get(module, module),
            "sessions": len(sittings),
            "had": sum(was_had(each) for each in sittings),
            "done": [t for e, t in named.items() if done.get(e) == Covered.WHOLE],
            "part": [t for e, t in named.items() if done.get(e) == Covered.PART],
            "not_done": [
                t for e, t in named.items() if done.get(e) not in (Covered.WHOLE, Covered.PART)
            ],
        }


def _assessed(enrolment: Enrolment, *, on: date) -> dict[str, Any]:
    """Static risk, needs and change, each as the assessment says it today."""
    profile = profile_of(enrolment.referral, on=on)
    record, words = profile.record, words_of(the_catalogue())
    risk = record["static_risk"]
    return {
        "risk": {
            variant: {
                scale: words.term(risk[variant][scale]["band"]) if risk[variant][scale]["band"]
                else None
                for scale in ("sexual", "violence", "combined")
            }
            for variant in ("standard", "adapted")
        },
        "needs": [
            {"title": each["title"], "strength": each["strength"]}
            for each in record["needs"]
            if each["strength"] != "none"
        ],
        "change": list(_change(profile.rows)),
        "rules": sorted(
            {f"{r['rule']} v{r['version']}" for d in record["decisions"] for r in d["reasons"]}
        ),
    }  # fmt: skip


def _change(rows: Sequence[Any]) -> Iterator[dict[str, Any]]:
    """Scales that were answered twice: both scores, and whether the difference is beyond error."""
    for each in rows:
        change = each.change
        if change is not None:
            yield {
                "scale": each.chart.scale["title"],
                "before_on": each.before_on.isoformat() if each.before_on else None,
                "before": shown_number(change.before),
                "after": shown_number(change.after),
                "least": shown_number(change.least),
                "moved": change.moved or change.unjudged,
            }
