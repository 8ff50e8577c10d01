"""The selection against a witness that tries every subset of small programmes."""

from dataclasses import replace
from itertools import chain, combinations

from hypothesis import event, given, settings

from desist.programme.treatment_plan import PlanRequest
from desist.scheduling.exercise_selection import Contradiction, choose_exercises, is_possible
from tests.scheduling.small_programme import exercise, individual, programme, questions

WORKING = 60


def sessions_of(asked, chosen):
    return sum(
        -(-sum(each.minutes for each in chosen if each.module == module.id) // WORKING)
        for module in asked.module
    )


def broken_rules(asked, request, chosen):
    """The rules that a set of exercises breaks, by the names that contradictions use."""
    ids = {each.id for each in chosen}
    sessions = sessions_of(asked, chosen)
    if any(each.core and each not in chosen for each in asked.exercise):
        yield "core"
    if {each.id for each in asked.module} != {each.module for each in chosen}:
        yield "every_module"
    for each in chosen:
        if not ids.issuperset(each.requires):
            yield f"prerequisites:{each.id}"
    yield from (f"include:{id_}" for id_ in request.include if id_ not in ids)
    yield from (f"exclude:{id_}" for id_ in request.exclude if id_ in ids)
    if sessions < asked.format[0].minimum_sessions:
        yield "minimum_sessions"
    if sessions > asked.format[0].maximum_sessions:
        yield "maximum_sessions"
    if request.sessions_at_most is not None and sessions > request.sessions_at_most:
        yield "sessions_at_most"


def subsets(asked):
    every = asked.exercise
    return chain.from_iterable(combinations(every, size) for size in range(len(every) + 1))


def covered(asked, request, chosen, strength):
    number = getattr(asked.coverage, strength)
    return sum(
        min(number, sum(need in each.serves_needs for each in chosen))
        for need, each_strength in request.needs.items()
        if each_strength == strength
    )


def stages(asked, request, chosen):
    """What makes a plan better, stage by stage: the greatest is the best."""
    order = [*asked.fill_order, *(e.id for e in asked.exercise if e.id not in asked.fill_order)]
    ids = {each.id for each in chosen}
    return (
        covered(asked, request, chosen, "strong"),
        covered(asked, request, chosen, "some"),
        -sessions_of(asked, chosen),
        tuple(id_ not in ids for id_ in reversed(order)),
    )


def best_of_all(asked, request):
    allowed = [s for s in subsets(asked) if not any(broken_rules(asked, request, s))]
    return max(allowed, key=lambda chosen: stages(asked, request, chosen), default=None)


@settings(max_examples=150, deadline=None)
@given(questions())
def test_the_selection_is_the_best_of_all_subsets_in_every_stage_and_the_only_one(question):
    asked, request = question
    best = best_of_all(asked, request)

    found = choose_exercises(asked, asked.format[0], request)

    if best is None:
        event("impossible")
        assert isinstance(found, Contradiction)
        assert not is_possible(asked, asked.format[0], request)
        return
    event(f"best of {sessions_of(asked, best)} sessions")
    assert found.exercises == tuple(each.id for each in best)
    assert sum(found.sessions.values()) == sessions_of(asked, best)


@settings(max_examples=80, deadline=None)
@given(questions())
def test_the_curve_says_what_the_best_plan_of_each_dose_covers(question):
    asked, request = question
    found = choose_exercises(asked, asked.format[0], request)
    if isinstance(found, Contradiction):
        return
    strong = asked.coverage.strong * list(request.needs.values()).count("strong")
    some = asked.coverage.some * list(request.needs.values()).count("some")
    doses = {}
    for dose in range(asked.format[0].minimum_sessions, asked.format[0].maximum_sessions + 1):
        best = best_of_all(asked, replace(request, sessions_at_most=dose))
        if best is not None:
            of_strong, of_some, _, _ = stages(asked, request, best)
            doses[dose] = (
                of_strong / strong if strong else 1.0,
                (of_strong + of_some) / (strong + some) if strong + some else 1.0,
            )

    assert {each.sessions: (each.strong, each.all) for each in found.curve} == doses


@settings(max_examples=100, deadline=None)
@given(questions())
def test_a_contradiction_names_rules_of_which_none_can_be_spared(question):
    asked, request = question
    found = choose_exercises(asked, asked.format[0], request)
    if not isinstance(found, Contradiction):
        return
    broken = [set(broken_rules(asked, request, each)) for each in subsets(asked)]

    assert all(each.intersection(found.rules) for each in broken)
    for rule in found.rules:
        others = set(found.rules) - {rule}
        assert any(not each & others for each in broken), f"{rule} could be spared"


def test_a_long_programme_is_decided_in_runs_and_stays_unique():
    exercises = [exercise(f"e{number:02}", "beginning", 10, needs=["one"]) for number in range(40)]
    asked = programme(*exercises, formats=(individual(modules=("beginning",)),), strong=3)

    found = choose_exercises(asked, asked.format[0], PlanRequest(needs={"one": "strong"}))

    assert found.exercises == ("e00", "e01", "e02")


def test_the_order_in_which_needs_are_told_changes_nothing():
    asked = programme(
        exercise("a", "beginning", needs=["one"]),
        exercise("b", "beginning", needs=["one", "two"]),
        exercise("c", "middle", needs=["two"]),
        exercise("d", "middle", needs=["one"]),
        formats=(individual(modules=("beginning", "middle")),),
    )
    one = PlanRequest(needs={"one": "strong", "two": "strong"})
    other = PlanRequest(needs={"two": "strong", "one": "strong"})

    assert (
        choose_exercises(asked, asked.format[0], one).exercises
        == choose_exercises(asked, asked.format[0], other).exercises
    )
