"""Treatment plan check: whether any plan, however it came about, keeps its programme's rules.

It reads a plan as a careful colleague would, and shares nothing with what makes plans. It does
not ask whether a better plan exists.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desist.programme.curriculum import Exercise, Format, Programme
from desist.programme.treatment_plan import PlanRequest, SessionPart, TreatmentPlan

NO_DIFFERENCE = 1e-9
"""Two shares of whole numbers are the same where they differ by less than this."""


def plan_faults(plan: TreatmentPlan, programme: Programme, request: PlanRequest) -> tuple[str, ...]:
    """Everything that is wrong with a plan, in plain words; empty where nothing is."""
    format_ = programme.format_called(plan.format)
    if format_ is None:
        return (f"{programme.id} has no format {plan.format}",)
    found = [
        *_module_faults(plan, programme, format_),
        *_exercise_faults(plan, programme, format_),
        *_request_faults(plan, format_, request),
        *_dose_faults(plan, format_, request),
        *_session_faults(plan, programme, format_),
        *_part_faults(plan, programme, format_),
        *_coverage_faults(plan, programme, format_, request),
        *_account_faults(plan, programme, format_, request),
        *_curve_faults(plan, format_),
    ]
    return tuple(found)


def _done(plan: TreatmentPlan) -> list[str]:
    return [exercise for module in plan.modules for exercise in module.exercises]


def _module_faults(plan: TreatmentPlan, programme: Programme, format_: Format) -> Iterator[str]:
    """Modules in order, each with its own exercises in the programme's order, each once."""
    done = _done(plan)
    if [each.id for each in plan.modules] != list(dict.fromkeys(b.module for b in format_.block)):
        yield "the modules are not those of the format in their order"
    if len(done) != len(set(done)):
        yield "an exercise is in twice"
    for module in plan.modules:
        own = [each.id for each in programme.exercise if each.module == module.id]
        if list(module.exercises) != [id_ for id_ in own if id_ in module.exercises]:
            yield f"{module.id} holds exercises of another module, or out of order"
        if format_.selection == "fixed" and module.exercises:
            yield f"{module.id} holds exercises, but the format is fixed"
        if format_.selection != "fixed" and not module.exercises:
            yield f"{module.id} has no exercise"


def _exercise_faults(plan: TreatmentPlan, programme: Programme, format_: Format) -> Iterator[str]:
    """What everyone does is in, and nothing comes before its prerequisites."""
    if format_.selection == "fixed":
        return
    done = _done(plan)
    for each in programme.exercise:
        if (each.core or format_.selection == "focus") and each.id not in done:
            yield f"{each.id} is done by everyone and is left out"
        if each.id in done:
            before = done[: done.index(each.id)]
            for earlier in each.requires:
                if earlier not in before:
                    yield f"{each.id} comes without {earlier} before it"


def _request_faults(plan: TreatmentPlan, format_: Format, request: PlanRequest) -> Iterator[str]:
    done = _done(plan)
    if format_.selection != "fixed":
        yield from (f"{id_} was asked for" for id_ in request.include if id_ not in done)
    yield from (f"{id_} was to be left out" for id_ in request.exclude if id_ in done)


def _dose_faults(plan: TreatmentPlan, format_: Format, request: PlanRequest) -> Iterator[str]:
    if not format_.minimum_sessions <= plan.sessions <= format_.maximum_sessions:
        yield f"{plan.sessions} sessions are outside the dose of the format"
    if request.sessions_at_most is not None and plan.sessions > request.sessions_at_most:
        yield f"{plan.sessions} sessions are more than were asked for"
    if plan.sessions != len(plan.schedule):
        yield "the schedule has another number of sessions"
    if plan.minutes != sum(each.minutes for each in plan.schedule):
        yield "the minutes do not add up"
    if plan.session_minutes != max((each.minutes for each in plan.schedule), default=0):
        yield "the longest session has another length"


def _session_faults(plan: TreatmentPlan, programme: Programme, format_: Format) -> Iterator[str]:
    """Sessions numbered through, following the blocks, none over its minutes."""
    taken = {each.id: each.sessions for each in plan.modules}
    expected = [
        (block.module, block.setting, block.minutes)
        for block in format_.block
        for _ in range(taken.get(block.module, 0) if block.sessions is None else block.sessions)
    ]
    if [(each.module, each.setting, each.minutes) for each in plan.schedule] != expected:
        yield "the sessions do not follow the blocks of the format"
    if [each.number for each in plan.schedule] != list(range(1, len(plan.schedule) + 1)):
        yield "the sessions are not numbered through"
    fixed = format_.opening_minutes + format_.practice_review_minutes
    for each in plan.schedule:
        if fixed + sum(part.minutes for part in each.parts) > each.minutes:
            yield f"session {each.number} is over its minutes"
    for module in plan.modules:
        if module.sessions != sum(each.module == module.id for each in plan.schedule):
            yield f"{module.id} has another number of sessions in the schedule"
    if format_.selection == "by_need":
        yield from _longer_than_needed(plan, programme, format_)


def _longer_than_needed(
    plan: TreatmentPlan, programme: Programme, format_: Format
) -> Iterator[str]:
    minutes = {each.id: each.minutes for each in programme.exercise}
    for module in plan.modules:
        block = next(each for each in format_.block if each.module == module.id)
        working = block.minutes - format_.opening_minutes - format_.practice_review_minutes
        needed = sum(minutes.get(id_, 0) for id_ in module.exercises)
        if not needed <= module.sessions * working < needed + working:
            yield f"{module.id} does not take the sessions that its minutes need"


def _part_faults(plan: TreatmentPlan, programme: Programme, format_: Format) -> Iterator[str]:
    """Every exercise whole, in order, in sessions of its own module, its parts numbered."""
    held = {each.id: each for each in programme.exercise}
    laid: dict[str, list[SessionPart]] = {}
    for session in plan.schedule:
        for part in session.parts:
            laid.setdefault(part.exercise, []).append(part)
            if part.exercise not in held or held[part.exercise].module != session.module:
                yield f"{part.exercise} stands in a session of another module"
    if list(laid) != _done(plan):
        yield "the schedule does not hold the exercises of the plan in their order"
    for id_, parts in laid.items():
        numbers = [(each.part, each.parts) for each in parts]
        if numbers != [(number, len(parts)) for number in range(1, len(parts) + 1)]:
            yield f"the parts of {id_} are not numbered through"
        if any(each.minutes <= 0 for each in parts):
            yield f"{id_} has an empty part"
        minutes = sum(each.minutes for each in parts)
        if format_.selection == "by_need" and id_ in held and minutes != held[id_].minutes:
            yield f"{id_} gets {minutes} minutes, not its {held[id_].minutes}"


def _coverage_faults(
    plan: TreatmentPlan, programme: Programme, format_: Format, request: PlanRequest
) -> Iterator[str]:
    if format_.selection == "fixed":
        return
    told = {each.need: each for each in plan.coverage}
    active = {need: each for need, each in request.needs.items() if each != "none"}
    if set(told) != set(active) or len(told) != len(plan.coverage):
        yield "the coverage is not that of the needs of this person"
        return
    for need, strength in active.items():
        asked = 0
        if programme.coverage and need in programme.needs:
            asked = programme.coverage.strong if strength == "strong" else programme.coverage.some
        exercises = [each for each in programme.exercise if need in each.serves_needs]
        planned = len([each for each in exercises if each.id in _done(plan)])
        each = told[need]
        if (each.strength, each.asked, each.planned) != (strength, asked, planned):
            yield f"the coverage of {need} is told wrongly"


def _account_faults(
    plan: TreatmentPlan, programme: Programme, format_: Format, request: PlanRequest
) -> Iterator[str]:
    """Every exercise accounted for, and the reasons true."""
    if format_.selection == "fixed":
        return
    done = _done(plan)
    if [each.id for each in plan.chosen] != [e.id for e in programme.exercise if e.id in done]:
        yield "the exercises of the plan are not accounted for"
    if [each.id for each in plan.omitted] != [e.id for e in programme.exercise if e.id not in done]:
        yield "the exercises left out are not accounted for"
    held = {each.id: each for each in programme.exercise}
    short = {each.need for each in plan.coverage if each.planned < each.asked}
    asked = {each.need for each in plan.coverage if each.asked}
    for each in plan.omitted:
        served = asked.intersection(held[each.id].serves_needs) if each.id in held else set()
        is_true = {
            "plan.omitted.on_request": each.id in request.exclude,
            "plan.omitted.prerequisite_excluded": each.values.get("exercise") in request.exclude,
            "plan.omitted.not_needed": not served,
            "plan.omitted.covered": bool(served) and not served & short,
            "plan.omitted.no_room": bool(served & short),
        }
        if not is_true.get(each.reason_code, False):
            yield f"{each.id} is not left out because of {each.reason_code}"
    yield from _role_faults(plan, programme.exercise, format_, request)


def _role_faults(
    plan: TreatmentPlan, exercises: Sequence[Exercise], format_: Format, request: PlanRequest
) -> Iterator[str]:
    if format_.selection != "focus":
        if plan.roles:
            yield "there are roles where nobody else takes part"
        return
    active = {need for need, strength in request.needs.items() if strength != "none"}
    for each in exercises:
        focus = each.core or active.intersection(each.serves_needs) or each.id in request.include
        if plan.roles.get(each.id) != ("focus" if focus else "contribution"):
            yield f"the role in {each.id} is told wrongly"


def _curve_faults(plan: TreatmentPlan, format_: Format) -> Iterator[str]:
    if format_.selection != "by_need":
        return
    doses = [each.sessions for each in plan.curve]
    if not doses or doses != list(range(doses[0], format_.maximum_sessions + 1)):
        yield "the curve misses a dose"
    shares = [each.strong for each in plan.curve]
    if shares != sorted(shares):
        yield "the curve falls for strong needs"
    here = next((each for each in plan.curve if each.sessions == plan.sessions), None)
    if here is None:
        return
    strong = [each for each in plan.coverage if each.strength == "strong"]
    for share, needs in ((here.strong, strong), (here.all, plan.coverage)):
        asked = sum(each.asked for each in needs)
        covered = sum(min(each.asked, each.planned) for each in needs)
        if abs(share - (covered / asked if asked else 1)) > NO_DIFFERENCE:
            yield "the curve says something else of this dose"
