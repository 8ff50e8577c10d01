"""Group plan: every session of the blocks as they stand, and what each means for one member."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from desist.programme.curriculum import Exercise, Format, Programme
from desist.programme.decision import Reason, reason
from desist.programme.treatment_plan import (
    PLANNED,
    Chosen,
    PlannedModule,
    PlannedTreatment,
    PlanRequest,
    Role,
    TreatmentPlan,
)
from desist.scheduling.contradiction import infeasible, question_about
from desist.scheduling.individual_plan import coverage_reasons
from desist.scheduling.need_coverage import coverage_of
from desist.scheduling.session_layout import ModuleLayout, lay_out, schedule

HALVES = 2
"""Exercises of a group take whole sessions and halves of them."""


def plan_by_blocks(programme: Programme, format_: Format, request: PlanRequest) -> PlannedTreatment:
    """A plan of the blocks as they are, or why the request cannot have it."""
    rules = _binding(programme, format_, request)
    if rules:
        return infeasible(
            programme,
            format_,
            request,
            rules=rules,
            is_possible=lambda each: not _binding(programme, format_, each),
        )
    plan = _plan(programme, format_, request)
    decision = replace(
        question_about(programme, format_.id, request),
        outcome=PLANNED,
        reasons=tuple(_reasons(programme, format_, plan)),
    )
    return PlannedTreatment(plan=plan, decision=decision)


def _binding(programme: Programme, format_: Format, request: PlanRequest) -> tuple[str, ...]:
    """Rules that the request contradicts, smallest set first found; empty where there is none."""
    sessions = sum(each.sessions or 0 for each in format_.block)
    if request.sessions_at_most is not None and request.sessions_at_most < sessions:
        return ("blocks", "sessions_at_most")
    if request.exclude:
        return ("everyone_does_all", f"exclude:{request.exclude[0]}")
    for module in dict.fromkeys(each.module for each in format_.block):
        halves = sum(_halves(each) for each in _exercises(programme, format_, module))
        if halves > HALVES * _sessions(format_, module):
            return ("blocks", "everyone_does_all")
    return ()


def _plan(programme: Programme, format_: Format, request: PlanRequest) -> TreatmentPlan:
    layouts = {each.module: _layout(programme, format_, each.module) for each in format_.block}
    sessions = schedule(format_, layouts, sessions=[each.sessions or 0 for each in format_.block])
    chosen = _members_part(programme, request) if format_.selection == "focus" else ()
    exercises = tuple(each.id for each in chosen)
    return TreatmentPlan(
        format=format_.id,
        sessions=len(sessions),
        minutes=sum(each.minutes for each in sessions),
        session_minutes=max(each.minutes for each in sessions),
        modules=tuple(
            PlannedModule(
                id=module, sessions=_sessions(format_, module), exercises=layout.exercises
            )
            for module, layout in layouts.items()
        ),
        chosen=chosen,
        schedule=sessions,
        coverage=coverage_of(exercises, programme=programme, request=request) if chosen else (),
        roles={each.id: _role(each) for each in chosen},
    )


def _exercises(programme: Programme, format_: Format, module: str) -> tuple[Exercise, ...]:
    """The exercises that the sessions of a module hold; none where the format is fixed."""
    return programme.exercises_of(module) if format_.selection == "focus" else ()


def _sessions(format_: Format, module: str) -> int:
    return sum(each.sessions or 0 for each in format_.block if each.module == module)


def _halves(exercise: Exercise) -> int:
    return round(exercise.group_sessions * HALVES)


def _layout(programme: Programme, format_: Format, module: str) -> ModuleLayout:
    exercises = _exercises(programme, format_, module)
    return ModuleLayout(
        exercises=tuple(each.id for each in exercises),
        capacity=HALVES,
        sessions=lay_out(
            [_halves(each) for each in exercises],
            capacity=HALVES,
            sessions=_sessions(format_, module),
        ),
    )


def _members_part(programme: Programme, request: PlanRequest) -> tuple[Chosen, ...]:
    """Each exercise with the reason that makes it this member's focus or contribution."""
    return tuple(
        Chosen(id=each.id, reason=_why(programme, each, request)) for each in programme.exercise
    )


def _why(programme: Programme, exercise: Exercise, request: PlanRequest) -> Reason:
    served = tuple(each for each in request.active_needs if each in exercise.serves_needs)
    if exercise.core:
        return reason("plan.focus.core", programme, exercise)
    if served:
        return reason("plan.focus.need", programme, exercise, needs=served)
    if exercise.id in request.include:
        return reason("plan.focus.on_request", programme, exercise)
    return reason("plan.contribution", programme, exercise)


def _role(each: Chosen) -> Role:
    return "contribution" if each.reason_code == "plan.contribution" else "focus"


def _reasons(programme: Programme, format_: Format, plan: TreatmentPlan) -> Iterator[Reason]:
    yield reason(
        "plan.blocks",
        programme,
        format_,
        sessions=plan.sessions,
        minutes=plan.minutes,
        modules=len(plan.modules),
    )
    if plan.roles:
        focus = sum(role == "focus" for role in plan.roles.values())
        yield reason(
            "plan.roles", programme, format_, focus=focus, contribution=len(plan.roles) - focus
        )
        yield from coverage_reasons(programme, plan.coverage)
