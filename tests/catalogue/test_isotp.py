"""The i-SOTP as shipped: what the article fixes, and what our outlines must be."""

import re
from datetime import date
from itertools import combinations
from math import ceil

import pytest

from desist.catalogue.adoption_file import NO_ADOPTIONS
from desist.catalogue.load import load_catalogue
from desist.programme.curriculum import Programme
from desist.programme.entry import Grade

ISOTP = load_catalogue().in_force(Programme, "isotp", on=date(2007, 1, 1), adoptions=NO_ADOPTIONS)
INDIVIDUAL = ISOTP.format_called("individual")
GROUP = ISOTP.format_called("group")
WORD = re.compile(r"[a-z']+")
JARGON = {
    "affect", "affective", "arousal", "cognition", "cognitions", "cognitive", "criminogenic",
    "deviance", "deviant", "dissonance", "distortion", "distortions", "dysregulation",
    "maladaptive", "offender", "paraphilia", "pathology", "pornography", "schema", "schemas",
}  # fmt: skip


def text_of(exercise):
    """Everything that somebody reads of an exercise."""
    return " ".join(
        (
            exercise.title,
            exercise.aim,
            *exercise.steps,
            exercise.material,
            exercise.outcome,
            exercise.practice,
            exercise.without_account,
        )
    ).lower()


def runs_of(exercise):
    """Every run of five words in an exercise."""
    words = WORD.findall(text_of(exercise))
    return {tuple(words[at : at + 5]) for at in range(len(words) - 4)}


def sessions(exercises):
    """Individual sessions for these exercises, each session belonging to one module."""
    return sum(
        ceil(
            sum(each.minutes for each in exercises if each.module == block.module)
            / INDIVIDUAL.working_minutes(block)
        )
        for block in INDIVIDUAL.block
    )


def test_its_six_modules_come_in_the_order_of_the_article():
    assert [module.id for module in ISOTP.module] == [
        "values-and-goals",
        "functional-analysis",
        "victim-awareness",
        "skills",
        "collecting-and-communities",
        "new-life-plan",
    ]


def test_its_six_steps_name_the_areas_that_the_article_ties_to_each():
    assert [step.areas for step in ISOTP.step] == [
        ("distorted-attitudes",),
        ("distorted-attitudes",),
        ("distorted-attitudes", "socio-affective-functioning"),
        ("socio-affective-functioning", "self-management"),
        ("social-adequacy", "self-management"),
        ("self-management", "socio-affective-functioning"),
    ]
    assert {step.grade for step in ISOTP.step} == {Grade.VERIFIED}


def test_the_individual_format_takes_20_to_30_sessions_of_90_minutes():
    assert (INDIVIDUAL.minimum_sessions, INDIVIDUAL.maximum_sessions) == (20, 30)
    assert {block.minutes for block in INDIVIDUAL.block} == {90}
    assert {INDIVIDUAL.working_minutes(block) for block in INDIVIDUAL.block} == {70}


def test_the_group_format_takes_35_sessions_of_two_hours():
    assert sum(block.sessions for block in GROUP.block) == 35
    assert {block.minutes for block in GROUP.block} == {120}
    assert sum(exercise.group_sessions for exercise in ISOTP.exercise) == 35


def test_choosing_by_need_is_a_real_choice():
    core = [each for each in ISOTP.exercise if each.core]

    assert sessions(core) <= 16, "core work alone should leave room in the shortest dose"
    assert sessions(ISOTP.exercise) >= 36, "the longest dose should not hold everything"


def test_the_shortest_dose_can_be_filled_even_for_somebody_with_no_needs():
    filled = [each for each in ISOTP.exercise if each.core or each.id in ISOTP.fill_order]

    assert sessions(filled) >= INDIVIDUAL.minimum_sessions


def test_there_are_forty_to_forty_four_exercises_of_three_to_six_steps():
    assert 40 <= len(ISOTP.exercise) <= 44
    assert all(3 <= len(exercise.steps) <= 6 for exercise in ISOTP.exercise)


def test_the_skills_module_is_the_longest_in_both_formats():
    individual = {
        module.id: sum(each.minutes for each in ISOTP.exercises_of(module.id))
        for module in ISOTP.module
    }
    group = {block.module: block.sessions * block.minutes for block in GROUP.block}

    for minutes in (individual, group):
        assert max(minutes, key=minutes.get) == "skills"
        assert sorted(minutes.values())[-2] < minutes["skills"]


@pytest.mark.parametrize("need", ISOTP.needs)
def test_every_need_is_served_by_at_least_three_exercises(need):
    assert sum(need in each.serves_needs for each in ISOTP.exercise) >= 3


@pytest.mark.parametrize("step", [step.id for step in ISOTP.step])
def test_every_step_is_served_by_core_work(step):
    assert any(step in each.serves_steps for each in ISOTP.exercise if each.core)


def test_whoever_denies_can_do_the_motivational_work_and_all_core_work():
    motivational = [e for e in ISOTP.exercise if "discrepancy-and-denial" in e.serves_needs]

    assert not any(each.asks_account for each in motivational)
    assert all(each.without_account for each in ISOTP.exercise if each.asks_account)
    assert any(each.asks_account for each in ISOTP.exercise)


def test_no_two_exercises_share_more_than_half_of_their_five_word_runs():
    runs = {exercise.id: runs_of(exercise) for exercise in ISOTP.exercise}

    alike = [
        (one, other)
        for one, other in combinations(runs, 2)
        if len(runs[one] & runs[other]) > min(len(runs[one]), len(runs[other])) / 2
    ]
    assert alike == []


def test_the_five_word_runs_would_catch_a_copied_exercise():
    exercise = ISOTP.exercise[0]

    assert len(runs_of(exercise)) > 40


@pytest.mark.parametrize("exercise", ISOTP.exercise, ids=lambda exercise: exercise.id)
def test_an_exercise_is_written_in_plain_words(exercise):
    words = WORD.findall(text_of(exercise))
    sentences = [exercise.aim, *exercise.steps, exercise.outcome]

    assert not JARGON & set(words)
    assert max(len(WORD.findall(each.lower())) for each in sentences) <= 32
    assert sum(map(len, words)) / len(words) < 5
    assert max(map(len, words)) <= 14


def test_what_is_ours_is_marked_as_ours_and_awaits_a_sites_adoption():
    assert ISOTP.grade_of() == Grade.AUTHORED
    assert not ISOTP.is_usable()
    assert {ISOTP.grade_of(each) for each in ISOTP.exercise} == {Grade.AUTHORED}


def test_the_disputed_community_date_is_said():
    community = [
        each
        for each in ISOTP.accreditation
        if (each.setting, each.status) == ("community", "accredited")
    ]

    assert {each.format for each in community} == {"individual", "group"}
    for each in community:
        assert (each.begins_on, each.disputed_on) == (date(2006, 12, 1), date(2005, 12, 1))
        assert "disputed" in each.note.lower()
        assert ISOTP.grade_of(each) == Grade.SECONDARY


def test_no_date_of_withdrawal_is_made_up():
    withdrawn = [each for each in ISOTP.accreditation if each.status == "withdrawn"]

    assert {each.setting for each in withdrawn} == {"community", "custody"}
    assert all(each.begins_on is None and each.ends_on is None for each in withdrawn)
