"""Individual plan: exercises chosen by need, laid into as few sessions as they take."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from desist.programme.curriculum import Format, Programme
from desist.programme.decision import Reason, reason
from desist.programme.treatment_plan import (
    PLANNED,
    NeedCoverage,
    PlannedModule,
    PlannedTreatment,
    PlanRequest,
    TreatmentPlan,
)
from desist.scheduling.contradiction import infeasible, question_about
from desist.scheduling.exercise_account import Account
from desist.scheduling.exercise_selection import (
    Contradiction,
    Selection,
    choose_exercises,
    is_possible,
)
from desist.scheduling.selection_model import most_sessions, session_room
from desist.scheduling.session_layout import ModuleLayout, lay_out, schedule


def plan_by_need(programme: Programme, format_: Format, request: PlanRequest) -> PlannedTreatment:
    """The one best plan for this person, or why there is none."""
    selection = choose_exercises(programme, format_, request)
    if isinstance(selection, Contradiction):
        return infeasible(
            programme,
            format_,
            request,
            rules=selection.rules,
            is_possible=lambda each: is_possible(programme, format_, each),
        )
    plan = _plan(programme, format_, request, selection)
    decision = replace(
        question_about(programme, format_.id, request),
        outcome=PLANNED,
        reasons=tuple(_reasons(programme, format_, request, plan)),
    )
    return PlannedTreatment(plan=plan, decision=decision)


def _plan(
    programme: Programme, format_: Format, request: PlanRequest, selection: Selection
) -> TreatmentPlan:
    account = Account(
        programme=programme,
        format_=format_,
        request=request,
        exercises=selection.exercises,
        coverage=selection.coverage,
    )
    modules = [each.module for each in format_.block]
    layouts = {each: _layout(programme, format_, selection, each) for each in modules}
    sessions = schedule(format_, layouts, sessions=[selection.sessions[each] for each in modules])
    return TreatmentPlan(
        format=format_.id,
        sessions=len(sessions),
        minutes=sum(each.minutes for each in sessions),
        session_minutes=max(each.minutes for each in sessions),
        modules=tuple(
            PlannedModule(
                id=module,
                sessions=selection.sessions[module],
                exercises=layouts[module].exercises,
            )
            for module in modules
        ),
        chosen=account.chosen(),
        omitted=account.omitted(),
        schedule=sessions,
        coverage=selection.coverage,
        curve=selection.curve,
    )


def _layout(
    programme: Programme, format_: Format, selection: Selection, module: str
) -> ModuleLayout:
    exercises = [e for e in programme.exercises_of(module) if e.id in selection.exercises]
    room = session_room(format_, module)
    return ModuleLayout(
        exercises=tuple(each.id for each in exercises),
        capacity=room,
        sessions=lay_out(
            [each.minutes for each in exercises],
            capacity=room,
            sessions=selection.sessions[module],
        ),
    )


def _reasons(
    programme: Programme, format_: Format, request: PlanRequest, plan: TreatmentPlan
) -> Iterator[Reason]:
    least, most = format_.minimum_sessions, format_.maximum_sessions
    core = sum(each.core for each in programme.exercise)
    yield reason(
        "plan.dose",
        programme,
        format_,
        sessions=plan.sessions,
        session_minutes=plan.session_minutes,
        minimum=least,
        maximum=most,
    )
    yield reason("plan.core", programme, exercises=core, modules=len(plan.modules))
    yield from coverage_reasons(programme, plan.coverage)
    filling = tuple(e.id for e in plan.chosen if e.reason_code == "plan.chosen.minimum")
    if filling:
        titles = tuple(each.title for each in programme.exercise if each.id in filling)
        values = {"exercises": filling, "titles": titles, "minimum": least}
        yield reason("plan.filled", programme, format_, **values)
    at_most = most_sessions(format_, request)
    yield reason("plan.best", programme, format_, sessions=at_most)
    yield reason("plan.ties", programme)


def coverage_reasons(programme: Programme, coverage: tuple[NeedCoverage, ...]) -> Iterator[Reason]:
    """How far each strength of need is covered, and which needs the programme does not answer."""
    for strength in ("strong", "some"):
        needs = [each for each in coverage if each.strength == strength and each.asked]
        if needs:
            yield reason(
                f"plan.coverage.{strength}",
                programme,
                programme.coverage,
                needs=len(needs),
                covered=sum(each.covered for each in needs),
                asked=sum(each.asked for each in needs),
            )
    outside = tuple(each.need for each in coverage if each.need not in programme.needs)
    if outside:
        yield reason("plan.coverage.outside", programme, needs=outside)
