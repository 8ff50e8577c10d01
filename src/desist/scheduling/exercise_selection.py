"""Exercise selection: the best exercises for one person within the dose, proven best.

A selection keeps the hard rules: every core exercise and every module, prerequisites, what was
asked to be in or out, and no fewer or more sessions than the dose allows. Each session belongs to
one module and exercises may span sessions, so a module takes as many sessions as its minutes
need. Of all that keep the rules, the best is found in stages, each before all that follow:

1. the most asked coverage of strong needs (one for each exercise, up to what the programme asks
   of each need),
2. the most asked coverage of the remaining needs,
3. the fewest sessions,
4. exercises late in the programme's order of preference are left out, the last first. That order
   is its ``fill_order``, then all others as they stand in the programme.

The fourth stage leaves no tie, so there is one answer. It also does the filling: where the
shortest dose asks for more sessions than the needs do, what comes in is the shortest run of the
order that reaches it, less what of that run makes no difference.
"""

from __future__ import annotations

from dataclasses import dataclass

from desist.programme.curriculum import Format, Programme
from desist.programme.treatment_plan import CurvePoint, NeedCoverage, PlanRequest
from desist.scheduling.need_coverage import coverage_of
from desist.scheduling.selection_model import Reach, SelectionModel, most_sessions


@dataclass(frozen=True, kw_only=True)
class Selection:
    """The best exercises, in the programme's order, and what other doses would buy.

    ``sessions`` gives the number of sessions of each module.
    """

    exercises: tuple[str, ...]
    sessions: dict[str, int]
    coverage: tuple[NeedCoverage, ...]
    curve: tuple[CurvePoint, ...]


@dataclass(frozen=True, kw_only=True)
class Contradiction:
    """Why there is no selection: a smallest set of rules that cannot all be kept.

    Rules are ``core``, ``every_module``, ``minimum_sessions``, ``maximum_sessions``,
    ``sessions_at_most`` and, of single exercises, ``prerequisites:ID``, ``include:ID`` and
    ``exclude:ID``.
    """

    rules: tuple[str, ...]


def choose_exercises(
    programme: Programme, format_: Format, request: PlanRequest
) -> Selection | Contradiction:
    """The one best selection for this person in a format that chooses by need.

    Raises:
        NotProven: the solver gave up (a programme far larger than any that is known).
    """
    question = SelectionModel(programme, format_, request)
    question.limit_sessions(request.sessions_at_most, rule="sessions_at_most")
    best = question.best()
    if best is None:
        return Contradiction(rules=question.model.conflict())
    exercises = question.untied(best)
    chosen = tuple(each.id for each in programme.exercise if each.id in exercises)
    return Selection(
        exercises=chosen,
        sessions=question.sessions_of(chosen),
        coverage=coverage_of(chosen, programme=programme, request=request),
        curve=_curve(_reaches(programme, format_, request, best), question),
    )


def is_possible(programme: Programme, format_: Format, request: PlanRequest) -> bool:
    """Whether any selection keeps every rule."""
    question = SelectionModel(programme, format_, request)
    question.limit_sessions(request.sessions_at_most)
    return question.model.solve() is not None


def _reaches(
    programme: Programme, format_: Format, request: PlanRequest, best: Reach
) -> dict[int, Reach]:
    """What is reached for each dose, as far down as any selection is possible.

    From the top: what the best of at most 29 sessions covers in 24 is also the most for at most
    28, 27 ... 24, so the next question is about 23. Few doses need solving, and the one that the
    plan is for is known.
    """
    found: dict[int, Reach] = {}
    dose, asked = format_.maximum_sessions, most_sessions(format_, request)
    while dose >= format_.minimum_sessions:
        reached: Reach | None = best
        if not best.sessions <= dose <= asked:
            question = SelectionModel(programme, format_, request)
            question.limit_sessions(dose)
            reached = question.most_covered() if found else question.best()
        if reached is None:
            break
        found |= dict.fromkeys(range(reached.sessions, dose + 1), reached)
        dose = reached.sessions - 1
    return found


def _curve(reached: dict[int, Reach], question: SelectionModel) -> tuple[CurvePoint, ...]:
    strong, some = sum(question.strong.values()), sum(question.some.values())
    return tuple(
        CurvePoint(
            sessions=dose,
            strong=best.strong / strong if strong else 1.0,
            all=(best.strong + best.some) / (strong + some) if strong + some else 1.0,
        )
        for dose, best in sorted(reached.items())
    )
