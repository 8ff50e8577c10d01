"""Small programmes for tests: two or three modules and a handful of exercises."""

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from desist.programme.curriculum import Block, Coverage, Exercise, Format, Module, Programme
from desist.programme.entry import Grade
from desist.programme.treatment_plan import PlanRequest

MODULES = ("beginning", "middle", "ending")
NEEDS = ("one", "two", "three")


def exercise(id_, module, minutes=60, *, core=False, needs=(), requires=(), group_sessions=1.0):
    return Exercise(
        id=id_,
        title=f"Exercise {id_}",
        module=module,
        aim="an aim",
        steps=("a step",),
        material="none",
        outcome="an outcome",
        serves_needs=tuple(needs),
        minutes=minutes,
        group_sessions=group_sessions,
        requires=tuple(requires),
        core=core,
    )


def individual(*, minimum=1, maximum=30, modules=MODULES):
    """Sessions of 90 minutes, of which 60 are for exercises."""
    return Format(
        id="individual",
        title="Individual",
        selection="by_need",
        minimum_sessions=minimum,
        maximum_sessions=maximum,
        opening_minutes=20,
        practice_review_minutes=10,
        block=tuple(Block(module=each, setting="one_to_one", minutes=90) for each in modules),
    )


def group(*sessions, modules=MODULES):
    """Sessions of 120 minutes, of which 90 are for exercises; so many for each module."""
    return Format(
        id="group",
        title="Group",
        selection="focus",
        minimum_sessions=sum(sessions),
        maximum_sessions=sum(sessions),
        opening_minutes=20,
        practice_review_minutes=10,
        block=tuple(
            Block(module=each, setting="group", minutes=120, sessions=number)
            for each, number in zip(modules, sessions, strict=True)
        ),
    )


def programme(*exercises, formats=(), fill_order=(), strong=2, some=1, grade=Grade.VERIFIED):
    """A programme of these exercises, with an individual format unless others are given."""
    needs = dict.fromkeys(need for each in exercises for need in each.serves_needs)
    modules = {each.module for each in exercises}
    ordered = tuple(each for each in MODULES if each in modules)
    return Programme(
        id="small",
        title="A small programme",
        version=1,
        in_force_from=date(2020, 1, 1),
        source="made up for a test",
        licence="MIT",
        grade=grade,
        summary="made up",
        needs=tuple(needs),
        module=tuple(Module(id=each, title=f"The {each}", aim="an aim") for each in ordered),
        exercise=exercises,
        format=formats or (individual(modules=ordered),),
        coverage=Coverage(strong=strong, some=some),
        fill_order=fill_order,
    )


@st.composite
def questions(draw):
    """A programme of up to seven exercises in two or three modules, and a request."""
    modules = MODULES[: draw(st.integers(2, 3))]
    exercises = []
    places = [*range(len(modules)), *draw(st.lists(st.integers(0, len(modules) - 1), max_size=4))]
    for number, place in enumerate(sorted(places)):
        before = st.sampled_from([each.id for each in exercises] or [None])
        exercises.append(
            exercise(
                "abcdefg"[number],
                modules[place],
                draw(st.sampled_from([15, 30, 45, 60, 75, 90, 130])),
                core=draw(st.integers(0, 3)) == 0,
                needs=draw(st.lists(st.sampled_from(NEEDS), unique=True, max_size=2)),
                requires=[draw(before)] if exercises and draw(st.integers(0, 3)) == 0 else (),
            )
        )
    ids = [each.id for each in exercises]
    least = draw(st.integers(1, 5))
    asked = programme(
        *exercises,
        formats=(
            individual(minimum=least, maximum=least + draw(st.integers(1, 5)), modules=modules),
        ),
        fill_order=tuple(draw(st.lists(st.sampled_from(ids), unique=True))),
    )
    strengths = st.sampled_from(["strong", "some", "none"])
    request = PlanRequest(
        needs={need: draw(strengths) for need in NEEDS},
        sessions_at_most=draw(st.sampled_from([None, None, None, None, 5])),
        include=tuple(draw(st.sets(st.sampled_from(ids), max_size=1))),
        exclude=tuple(draw(st.sets(st.sampled_from(ids), max_size=1))),
    )
    return replace(asked, needs=NEEDS), request
