"""The checker of plans: it accepts what the planner makes and finds whatever is spoilt in it."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from desist.programme.treatment_plan import PlanRequest
from desist.programme.treatment_plan_check import plan_faults
from desist.scheduling.treatment_planning import plan_treatment
from tests.scheduling.small_programme import (
    exercise,
    group,
    individual,
    programme,
    questions,
)

SMALL = programme(
    exercise("welcome", "beginning", 50, core=True),
    exercise("naming", "beginning", 40, needs=["calm"]),
    exercise("breathing", "middle", 60, needs=["calm"], requires=["naming"]),
    exercise("talking", "middle", 60, core=True, needs=["closeness"]),
    exercise("farewell", "ending", 60, core=True),
    exercise("singing", "ending", 60, needs=["order"]),
    formats=(individual(maximum=8), group(2, 2, 2)),
)
REQUEST = PlanRequest(
    needs={"calm": "strong", "closeness": "some"}, sessions_at_most=7, include=("naming",)
)


def plan_of(format_="individual", request=REQUEST):
    return plan_treatment(programme=SMALL, format=format_, request=request).plan


PLAN = plan_of()
IN_GROUP = plan_of("group")


@settings(max_examples=120, deadline=None)
@given(questions())
def test_every_plan_that_is_made_is_accepted(question):
    asked, request = question

    found = plan_treatment(programme=asked, format="individual", request=request)

    if found.plan is not None:
        assert plan_faults(found.plan, asked, request) == ()


def test_the_plans_that_are_spoilt_here_are_sound_before():
    assert plan_faults(PLAN, SMALL, REQUEST) == ()
    assert plan_faults(IN_GROUP, SMALL, REQUEST) == ()


def with_module(plan, at, /, **changes):
    modules = list(plan.modules)
    modules[at] = replace(modules[at], **changes)
    return replace(plan, modules=tuple(modules))


def with_session(plan, at, /, **changes):
    schedule = list(plan.schedule)
    schedule[at] = replace(schedule[at], **changes)
    return replace(plan, schedule=tuple(schedule))


def with_part(plan, at, /, **changes):
    parts = plan.schedule[at].parts
    return with_session(plan, at, parts=(replace(parts[0], **changes), *parts[1:]))


def with_first(plan, name, **changes):
    values = getattr(plan, name)
    return replace(plan, **{name: (replace(values[0], **changes), *values[1:])})


SPOILT = {
    "small has no format mixed": replace(PLAN, format="mixed"),
    "the modules are not those of the format": replace(PLAN, modules=PLAN.modules[::-1]),
    "an exercise is in twice": with_module(PLAN, 0, exercises=("welcome", "welcome")),
    "beginning holds exercises of another module": with_module(
        PLAN, 0, exercises=("naming", "welcome")
    ),
    "ending has no exercise": with_module(PLAN, 2, exercises=()),
    "welcome is done by everyone and is left out": with_module(PLAN, 0, exercises=("naming",)),
    "breathing comes without naming before it": with_module(PLAN, 0, exercises=("welcome",)),
    "naming was asked for": with_module(PLAN, 0, exercises=("welcome",)),
    "9 sessions are outside the dose": replace(PLAN, sessions=9),
    "8 sessions are more than were asked for": replace(PLAN, sessions=8),
    "the schedule has another number of sessions": replace(PLAN, sessions=6),
    "the minutes do not add up": replace(PLAN, minutes=PLAN.minutes + 90),
    "the longest session has another length": replace(PLAN, session_minutes=120),
    "the sessions do not follow the blocks": with_session(PLAN, 0, setting="group"),
    "the sessions are not numbered through": with_session(PLAN, 0, number=2),
    "session 1 is over its minutes": with_part(PLAN, 0, minutes=70),
    "beginning has another number of sessions": with_module(PLAN, 0, sessions=1),
    "beginning does not take the sessions that its minutes need": with_module(PLAN, 0, sessions=3),
    "farewell stands in a session of another module": with_part(PLAN, 0, exercise="farewell"),
    "the schedule does not hold the exercises": with_session(PLAN, 0, parts=()),
    "the parts of welcome are not numbered through": with_part(PLAN, 0, parts=2),
    "welcome has an empty part": with_part(PLAN, 0, minutes=0),
    "welcome gets 40 minutes, not its 50": with_part(PLAN, 0, minutes=40),
    "the coverage is not that of the needs": replace(PLAN, coverage=PLAN.coverage[:1]),
    "the coverage of calm is told wrongly": with_first(PLAN, "coverage", planned=1),
    "the exercises of the plan are not accounted for": replace(PLAN, chosen=PLAN.chosen[1:]),
    "the exercises left out are not accounted for": replace(PLAN, omitted=()),
    "singing is not left out because of plan.omitted.covered": with_first(
        PLAN, "omitted", reason=replace(PLAN.omitted[0].reason, code="plan.omitted.covered")
    ),
    "there are roles where nobody else takes part": replace(PLAN, roles={"welcome": "focus"}),
    "the role in singing is told wrongly": replace(
        IN_GROUP, roles={**IN_GROUP.roles, "singing": "focus"}
    ),
    "the curve misses a dose": replace(PLAN, curve=PLAN.curve[:-1]),
    "the curve falls for strong needs": with_first(PLAN, "curve", strong=1.5),
    "the curve says something else of this dose": replace(
        PLAN, curve=tuple(replace(each, all=0.25) for each in PLAN.curve)
    ),
}


@pytest.mark.parametrize(("fault", "plan"), SPOILT.items(), ids=SPOILT)
def test_a_spoilt_plan_is_refused_for_what_is_spoilt(fault, plan):
    assert any(each.startswith(fault) for each in plan_faults(plan, SMALL, REQUEST))


def test_an_exercise_that_was_to_be_left_out_is_found():
    request = replace(REQUEST, include=(), exclude=("naming",))

    assert "naming was to be left out" in plan_faults(PLAN, SMALL, request)


def test_exercises_in_a_fixed_format_are_found():
    fixed = replace(SMALL, format=(replace(SMALL.format[1], selection="fixed"),))

    faults = plan_faults(IN_GROUP, fixed, REQUEST)

    assert "beginning holds exercises, but the format is fixed" in faults
