"""Contradiction: a request for a plan that no plan can meet, explained by the rules that bind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from desist.programme.change_of_fact import find_changes
from desist.programme.curriculum import Format, Programme
from desist.programme.decision import Decision, Plain, Reason, WouldChange, plain, reason
from desist.programme.treatment_plan import INFEASIBLE, PLANNED, PlannedTreatment, PlanRequest


def question_about(programme: Programme, format_: str, request: PlanRequest) -> Decision:
    """The question of a plan with its facts and rules, not yet answered."""
    return Decision(
        question="plan",
        outcome=INFEASIBLE,
        facts={"programme": programme.id, "format": format_, **plain(request)},
        rules=(programme.reference,),
    )


def infeasible(
    programme: Programme,
    format_: Format,
    request: PlanRequest,
    *,
    rules: Sequence[str],
    is_possible: Callable[[PlanRequest], bool],
) -> PlannedTreatment:
    """No plan, the rules that cannot all be kept, and what the request could ask instead.

    ``rules`` are names such as ``core`` or ``exclude:ID``; ``is_possible`` says whether some plan
    meets another request.
    """
    decision = replace(
        question_about(programme, format_.id, request),
        reasons=tuple(_binding(programme, format_, request, rules)),
        would_change=_would_change(format_, request, is_possible),
    )
    return PlannedTreatment(plan=None, decision=decision)


def _binding(
    programme: Programme, format_: Format, request: PlanRequest, rules: Sequence[str]
) -> Iterator[Reason]:
    titles = {each.id: each.title for each in programme.exercise}
    known: dict[str, dict[str, Plain]] = {
        "core": {"exercises": tuple(each.id for each in programme.exercise if each.core)},
        "every_module": {"modules": tuple(each.title for each in programme.module)},
        "minimum_sessions": {"sessions": format_.minimum_sessions},
        "maximum_sessions": {"sessions": format_.maximum_sessions},
        "sessions_at_most": {"sessions": request.sessions_at_most},
        "blocks": {"sessions": sum(each.sessions or 0 for each in format_.block)},
    }
    for rule in rules:
        name, _, id_ = rule.partition(":")
        values = dict(known.get(name, {}))
        if id_:
            values |= {"exercise": id_, "title": titles[id_]}
        if name == "prerequisites":
            requires = next(each.requires for each in programme.exercise if each.id == id_)
            values |= {"earlier": tuple(titles[each] for each in requires)}
        yield reason(f"plan.binds.{name}", programme, format_, **values)


def _would_change(
    format_: Format, request: PlanRequest, is_possible: Callable[[PlanRequest], bool]
) -> tuple[WouldChange, ...]:
    """The smallest change of the request that some plan can meet: a longer dose before all else."""

    def without_one(ids: tuple[str, ...]) -> list[tuple[str, ...]]:
        return [tuple(each for each in ids if each != id_) for id_ in ids]

    at_most = request.sessions_at_most
    longer = [] if at_most is None else range(max(at_most, 0) + 1, format_.maximum_sessions + 1)
    found = find_changes(
        request,
        judge=lambda each: PLANNED if is_possible(each) else INFEASIBLE,
        changeable={
            "sessions_at_most": list(longer),
            "exclude": without_one(request.exclude),
            "include": without_one(request.include),
        },
    )
    return tuple(
        replace(
            each,
            changes=tuple(
                replace(change, fact=f"constraints.{change.fact}") for change in each.changes
            ),
        )
        for each in found
    )
