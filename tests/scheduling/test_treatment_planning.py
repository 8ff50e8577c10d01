from dataclasses import replace

import pytest

from desist.catalogue.load import load_catalogue
from desist.catalogue.words import words_of
from desist.programme.decision import FactChange, WouldChange
from desist.programme.entry import Grade
from desist.programme.treatment_plan import PlanRequest
from desist.programme.treatment_plan_check import plan_faults
from desist.scheduling.treatment_planning import UnknownExercise, plan_treatment
from tests.scheduling.small_programme import exercise, group, individual, programme

SMALL = programme(
    exercise("welcome", "beginning", 60, core=True),
    exercise("listening", "beginning", 60, needs=["closeness"]),
    exercise("talking", "middle", 60, core=True, needs=["closeness"]),
    exercise("naming", "middle", 30, needs=["calm"], group_sessions=0.5),
    exercise("breathing", "middle", 60, needs=["calm"], requires=["naming"], group_sessions=0.5),
    exercise("sorting", "middle", 60, needs=["order"], group_sessions=0.5),
    exercise("farewell", "ending", 60, core=True, group_sessions=0.5),
    formats=(individual(maximum=6), group(2, 3, 1)),
    fill_order=("listening", "sorting"),
)
CALM = PlanRequest(needs={"calm": "strong"})


def planned(request=CALM, *, of=SMALL, format_="individual"):
    return plan_treatment(programme=of, format=format_, request=request)


def chosen(found):
    return {each.id: each.reason_code.rpartition(".")[2] for each in found.plan.chosen}


def omitted(found):
    return {each.id: each.reason_code.rpartition(".")[2] for each in found.plan.omitted}


def binding(found):
    assert found.plan is None
    assert found.decision.outcome == "infeasible"
    return [each.code.removeprefix("plan.binds.") for each in found.decision.reasons]


def codes(found):
    return [each.code.removeprefix("plan.") for each in found.decision.reasons]


def dose_of(least, most):
    return replace(SMALL, format=(individual(minimum=least, maximum=most),))


def test_everyone_does_what_is_core_and_each_need_brings_in_what_serves_it():
    assert chosen(planned()) == {
        "welcome": "core",
        "talking": "core",
        "naming": "need",
        "breathing": "need",
        "farewell": "core",
    }


def test_what_no_need_asks_for_is_left_out():
    assert omitted(planned()) == {"listening": "not_needed", "sorting": "not_needed"}


def test_a_need_that_core_work_covers_brings_in_nothing_more():
    found = planned(PlanRequest(needs={"closeness": "some"}))

    assert omitted(found)["listening"] == "covered"


def test_what_is_excluded_is_left_out_with_all_that_comes_after_it():
    found = planned(replace(CALM, exclude=("naming",)))

    assert omitted(found)["naming"] == "on_request"
    assert omitted(found)["breathing"] == "prerequisite_excluded"


def test_what_is_asked_for_comes_in_with_what_comes_before_it():
    found = planned(PlanRequest(include=("breathing",)))

    assert chosen(found)["breathing"] == "on_request"
    assert chosen(found)["naming"] == "prerequisite"


def test_where_the_dose_is_short_a_strong_need_goes_before_another():
    needs = {"order": "some", "closeness": "strong"}

    found = planned(PlanRequest(needs=needs, sessions_at_most=4))

    assert chosen(found)["listening"] == "need"
    assert omitted(found)["sorting"] == "no_room"


def test_a_longer_dose_shows_in_the_curve_what_it_would_buy():
    needs = {"order": "some", "closeness": "strong"}

    found = planned(PlanRequest(needs=needs, sessions_at_most=4), of=dose_of(3, 6))

    assert [(each.sessions, each.strong, each.all) for each in found.plan.curve] == [
        (3, 1 / 2, 1 / 3),
        (4, 1.0, 2 / 3),
        (5, 1.0, 1.0),
        (6, 1.0, 1.0),
    ]


def test_below_the_shortest_dose_further_exercises_come_in_by_the_fill_order():
    found = planned(PlanRequest(), of=dose_of(4, 6))

    assert chosen(found)["listening"] == "minimum"
    assert "sorting" not in chosen(found)
    assert "filled" in codes(found)


def test_an_exercise_of_the_fill_order_that_adds_no_session_stays_out():
    asked = programme(
        exercise("core", "beginning", 30, core=True),
        exercise("short", "beginning", 30),
        exercise("long", "beginning", 60),
        formats=(individual(minimum=2, modules=("beginning",)),),
        fill_order=("short", "long"),
    )

    assert chosen(planned(PlanRequest(), of=asked)) == {"core": "core", "long": "minimum"}


def test_a_module_without_core_work_gets_the_exercise_that_is_preferred():
    asked = programme(
        exercise("one", "beginning", core=True),
        exercise("two", "middle"),
        exercise("three", "middle"),
        formats=(individual(modules=("beginning", "middle")),),
        fill_order=("three",),
    )

    assert chosen(planned(PlanRequest(), of=asked)) == {"one": "core", "three": "module"}


def test_a_need_that_the_programme_does_not_answer_to_is_said():
    found = planned(PlanRequest(needs={"sleep": "strong"}))

    assert [(each.need, each.asked) for each in found.plan.coverage] == [("sleep", 0)]
    assert "coverage.outside" in codes(found)


def test_the_decision_says_that_the_plan_is_proven_best_and_how_ties_are_broken():
    assert codes(planned()) == ["dose", "core", "coverage.strong", "best", "ties"]


def test_exercises_span_sessions_only_where_they_must():
    asked = programme(
        exercise("one", "beginning", 40, core=True),
        exercise("two", "beginning", 50, core=True),
        exercise("three", "beginning", 30, core=True),
        exercise("four", "middle", 40, core=True),
        exercise("five", "middle", 50, core=True),
        formats=(individual(modules=("beginning", "middle")),),
    )

    schedule = planned(PlanRequest(), of=asked).plan.schedule

    assert [[(p.exercise, p.minutes, p.part, p.parts) for p in s.parts] for s in schedule] == [
        [("one", 40, 1, 1), ("two", 20, 1, 2)],
        [("two", 30, 2, 2), ("three", 30, 1, 1)],
        [("four", 40, 1, 1)],
        [("five", 50, 1, 1)],
    ]


def test_in_a_group_everything_is_done_and_the_persons_own_work_is_marked():
    found = planned(format_="group")

    assert found.plan.roles == {
        "welcome": "focus",
        "listening": "contribution",
        "talking": "focus",
        "naming": "focus",
        "breathing": "focus",
        "sorting": "contribution",
        "farewell": "focus",
    }
    assert (found.plan.sessions, found.plan.minutes) == (6, 720)
    assert found.plan.omitted == ()


def test_in_a_group_halves_share_a_session():
    schedule = planned(format_="group").plan.schedule

    assert [[(p.exercise, p.minutes) for p in each.parts] for each in schedule[2:5]] == [
        [("talking", 90)],
        [("naming", 45), ("breathing", 45)],
        [("sorting", 45)],
    ]


def test_in_a_group_what_was_asked_for_is_the_persons_focus():
    found = planned(replace(CALM, include=("sorting",)), format_="group")

    assert found.plan.roles["sorting"] == "focus"


def test_nothing_can_be_left_out_of_a_group():
    found = planned(replace(CALM, exclude=("sorting",)), format_="group")

    assert binding(found) == ["everyone_does_all", "exclude"]


def test_a_group_cannot_be_shortened():
    found = planned(replace(CALM, sessions_at_most=5), format_="group")

    assert binding(found) == ["blocks", "sessions_at_most"]
    assert found.decision.would_change == (
        WouldChange(
            changes=(FactChange(fact="constraints.sessions_at_most", now=5, instead=6),),
            outcome="planned",
        ),
    )


def test_a_fixed_format_has_its_sessions_and_no_exercises():
    [building_choices] = [
        each
        for each in load_catalogue().entries
        if (each.id, each.version) == ("building-choices-moderate", 1)
    ]

    found = planned(PlanRequest(), of=building_choices, format_="mixed")

    assert (found.plan.sessions, found.plan.minutes, found.plan.session_minutes) == (27, 3510, 150)
    assert all(each.exercises == () for each in found.plan.modules)
    assert [each.setting for each in found.plan.schedule[:4]] == [
        "one_to_one",
        "group",
        "group",
        "one_to_one",
    ]
    assert plan_faults(found.plan, building_choices, PlanRequest()) == ()


def test_core_work_cannot_be_excluded():
    found = planned(PlanRequest(exclude=("welcome",)))

    assert binding(found) == ["core", "exclude"]


def test_what_one_exercise_needs_cannot_be_excluded_where_it_is_asked_for():
    found = planned(PlanRequest(include=("breathing",), exclude=("naming",)))

    assert binding(found) == ["prerequisites", "include", "exclude"]


def test_a_request_below_the_shortest_dose_says_the_shortest_that_would_do():
    found = planned(PlanRequest(sessions_at_most=3), of=dose_of(4, 6))

    assert binding(found) == ["minimum_sessions", "sessions_at_most"]
    assert found.decision.would_change[0].changes[0].instead == 4


def test_a_format_that_the_programme_does_not_have_is_no_plan():
    assert binding(planned(format_="mixed")) == ["format"]


def test_an_exercise_that_the_programme_does_not_have_is_an_error_of_the_request():
    with pytest.raises(UnknownExercise, match="small has no exercise called singing"):
        planned(PlanRequest(include=("singing",)))


def test_a_programme_of_our_own_waits_for_its_adoption():
    found = planned(of=replace(SMALL, grade=Grade.AUTHORED))

    assert found.plan is None
    assert found.decision.outcome == "awaiting_adoption"
    assert [each.id for each in found.decision.awaiting] == ["small"]


def test_the_decision_holds_the_request_as_facts():
    facts = planned(replace(CALM, sessions_at_most=6)).decision.facts

    assert facts == {
        "programme": "small",
        "format": "individual",
        "needs": {"calm": "strong"},
        "sessions_at_most": 6,
        "include": [],
        "exclude": [],
    }


WORDS = words_of(load_catalogue())


@pytest.mark.parametrize(
    "found",
    [
        planned(),
        planned(PlanRequest(), of=dose_of(4, 6)),
        planned(PlanRequest(needs={"sleep": "strong", "order": "some"}, include=("breathing",))),
        planned(replace(CALM, exclude=("naming",))),
        planned(PlanRequest(needs={"order": "some", "closeness": "some"}, sessions_at_most=3)),
        planned(format_="group"),
        planned(replace(CALM, include=("sorting",)), format_="group"),
        planned(replace(CALM, exclude=("sorting",)), format_="group"),
        planned(replace(CALM, sessions_at_most=5), format_="group"),
        planned(PlanRequest(include=("breathing",), exclude=("naming",))),
        planned(PlanRequest(sessions_at_most=3), of=dose_of(4, 6)),
        planned(format_="mixed"),
    ],
    ids=lambda found: f"{found.decision.facts['format']} {found.decision.outcome}",
)
def test_every_reason_has_its_sentence(found):
    reasons = list(found.decision.reasons)
    if found.plan is not None:
        reasons += [each.reason for each in (*found.plan.chosen, *found.plan.omitted)]

    sentences = [WORDS.reason(each) for each in reasons]

    assert all(sentences)
    assert not any("{" in each or "()" in each for each in sentences)
