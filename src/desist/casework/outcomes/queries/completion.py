"""What was delivered to somebody, as the completion rule asks for it."""

from __future__ import annotations

from desist.casework.delivery.queries.course import Sitting, course_of
from desist.casework.delivery.queries.progress import planned_of
from desist.casework.planning.models import Enrolment
from desist.casework.rules.queries import adoptions_here, the_catalogue
from desist.programme.completion import CompletionFacts, judge_completion
from desist.programme.completion_rule import CompletionRule
from desist.programme.curriculum import Programme
from desist.programme.decision import Decision

RULE = "completing-a-programme"


def judge(enrolment: Enrolment, *, ending: str) -> Decision:
    """How it ended, by the rule in force on the day on which it began."""
    day = enrolment.begins_on
    rule = the_catalogue().in_force(CompletionRule, RULE, on=day, adoptions=adoptions_here())
    return judge_completion(facts_of(enrolment, ending=ending), rule=rule)


def facts_of(enrolment: Enrolment, *, ending: str) -> CompletionFacts:
    """The facts from the record; sessions made good count once."""
    course = course_of(None, enrolment)
    had = [each for each in course.sittings if was_had(each)]
    programme = programme_of(enrolment)
    modules = dict.fromkeys((each.id for each in programme.module) if programme else (), 0)
    for each in had:
        modules[each.appointment.module] = modules.get(each.appointment.module, 0) + 1
    shortest = programme.format_called(enrolment.format) if programme else None
    return CompletionFacts(
        ending=ending,
        sessions_planned=planned_of(enrolment) or None,
        format_minimum=shortest.minimum_sessions if shortest else None,
        sessions_had=len(had),
        sessions_by_module=modules,
    )


def was_had(sitting: Sitting) -> bool:
    """Whether a session of the plan was attended, or made good."""
    return bool(sitting.record and sitting.record.attended) or sitting.made_good


def programme_of(enrolment: Enrolment) -> Programme | None:
    """The very version that somebody is on; None where the catalogue no longer has it."""
    version = (enrolment.programme, enrolment.programme_version)
    held = the_catalogue().of_kind(Programme)
    return next((each for each in held if (each.id, each.version) == version), None)
