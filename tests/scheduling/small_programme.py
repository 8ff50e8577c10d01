"""Small programmes for tests: two or three modules and a handful of exercises."""

from datetime import date

from desist.programme.curriculum import Block, Coverage, Exercise, Format, Module, Programme
from desist.programme.entry import Grade

MODULES = ("beginning", "middle", "ending")


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
