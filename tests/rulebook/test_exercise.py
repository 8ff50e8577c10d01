"""The exercises of the i-SOTP as tables, module by module."""

from datetime import date

import pytest

from desist.catalogue.adoption_file import EVERYTHING
from desist.catalogue.load import load_catalogue
from desist.programme.curriculum import Programme
from tests.rulebook.chapter import Chapter, Table, by_rows

ISOTP = load_catalogue().in_force(Programme, "isotp", on=date(2026, 3, 3), adoptions=EVERYTHING)
MODULE = {each.id: each for each in ISOTP.module}
EXERCISE = {each.id: each for each in ISOTP.exercise}
EXPECTED = ("title", "kind", "minutes", "group sessions", "comes after")

VALUES_AND_GOALS = Table(
    title=MODULE["values-and-goals"].title,
    explanation=MODULE["values-and-goals"].aim,
    given=("exercise",),
    expected=EXPECTED,
    rows=(
        ("values-card-sort", "What matters to me", "core", 45, 0.5, "-"),
        (
            "week-against-values",
            "My week measured against my values",
            "core",
            55,
            1.0,
            "values-card-sort",
        ),
        ("good-life-review", "A good life: what I had and what I can do", "by need", 60, 1.0, "-"),
        ("for-and-against-change", "For and against change", "by need", 45, 0.5, "-"),
        ("common-ground", "Common ground", "by need", 60, 0.5, "-"),
        ("first-goals", "First goals for the programme", "core", 40, 0.5, "week-against-values"),
    ),
)

FUNCTIONAL_ANALYSIS = Table(
    title=MODULE["functional-analysis"].title,
    explanation=MODULE["functional-analysis"].aim,
    given=("exercise",),
    expected=EXPECTED,
    rows=(
        ("chain-of-events", "The chain: before, during and after", "core", 90, 1.0, "-"),
        ("what-it-gave-me", "What the behaviour gave me", "core", 50, 1.0, "chain-of-events"),
        (
            "permission-thoughts",
            "Thoughts that gave permission",
            "core",
            70,
            1.0,
            "chain-of-events",
        ),
        (
            "testing-thoughts",
            "Putting a thought to the test",
            "by need",
            70,
            1.0,
            "permission-thoughts",
        ),
        ("small-decisions", "Small decisions on the way", "by need", 60, 0.5, "chain-of-events"),
        ("mood-and-screen-diary", "Mood and screen diary", "by need", 45, 0.5, "-"),
        (
            "arguing-the-other-side",
            "Arguing the other side",
            "by need",
            60,
            1.0,
            "permission-thoughts",
        ),
    ),
)

VICTIM_AWARENESS = Table(
    title=MODULE["victim-awareness"].title,
    explanation=MODULE["victim-awareness"].aim,
    given=("exercise",),
    expected=EXPECTED,
    rows=(
        ("behind-the-picture", "A real child behind every picture", "core", 70, 1.0, "-"),
        ("path-of-a-file", "The path of a file", "core", 70, 1.0, "-"),
        ("years-afterwards", "Years afterwards", "by need", 60, 1.0, "behind-the-picture"),
        (
            "letter-not-sent",
            "A letter that is never sent",
            "by need",
            60,
            0.5,
            "behind-the-picture",
        ),
        ("ripples", "Ripples", "by need", 45, 0.5, "-"),
    ),
)

SKILLS = Table(
    title=MODULE["skills"].title,
    explanation=MODULE["skills"].aim,
    given=("exercise",),
    expected=EXPECTED,
    rows=(
        ("naming-feelings", "Naming what I feel", "core", 50, 1.0, "-"),
        ("stress-thermometer", "The stress thermometer", "by need", 75, 1.0, "naming-feelings"),
        ("coping-map", "Other ways to cope", "core", 60, 1.0, "what-it-gave-me"),
        ("riding-out-an-urge", "Riding out an urge", "by need", 60, 0.5, "-"),
        ("problem-steps", "Six questions for any problem", "core", 60, 1.0, "-"),
        ("live-problem", "A live problem, worked through", "by need", 70, 1.0, "problem-steps"),
        ("what-is-in-my-hands", "What is in my hands", "by need", 55, 0.5, "-"),
        ("fair-self-portrait", "A fair portrait of myself", "by need", 60, 0.5, "-"),
        ("circles-of-closeness", "Circles of closeness", "core", 40, 1.0, "-"),
        (
            "conversation-practice",
            "Starting a conversation and keeping it going",
            "by need",
            80,
            1.0,
            "-",
        ),
        ("saying-what-i-need", "Saying what I need", "by need", 80, 1.0, "-"),
        (
            "disagreement-and-repair",
            "Disagreement and making up",
            "by need",
            70,
            0.5,
            "saying-what-i-need",
        ),
        ("doing-before-feeling", "Doing before feeling like it", "by need", 60, 1.0, "-"),
    ),
)

COLLECTING_AND_COMMUNITIES = Table(
    title=MODULE["collecting-and-communities"].title,
    explanation=MODULE["collecting-and-communities"].aim,
    given=("exercise",),
    expected=EXPECTED,
    rows=(
        ("hours-and-habits", "Where the hours went", "core", 60, 1.0, "-"),
        ("why-keep-things", "Why keep things?", "by need", 60, 0.5, "hours-and-habits"),
        (
            "letting-go-plan",
            "Devices, habits and letting go",
            "by need",
            65,
            0.5,
            "hours-and-habits",
        ),
        ("what-the-group-gave", "What the online group gave me", "by need", 60, 0.5, "-"),
        ("rules-of-the-room", "The unwritten rules of the room", "by need", 55, 0.5, "-"),
        (
            "belonging-elsewhere",
            "Belonging somewhere else",
            "by need",
            60,
            0.5,
            "what-the-group-gave",
        ),
        ("thoughts-come-and-go", "Thoughts that come and go", "core", 60, 1.0, "-"),
        (
            "turning-fantasy-round",
            "Turning fantasy round",
            "by need",
            60,
            0.5,
            "thoughts-come-and-go",
        ),
    ),
)

NEW_LIFE_PLAN = Table(
    title=MODULE["new-life-plan"].title,
    explanation=MODULE["new-life-plan"].aim,
    given=("exercise",),
    expected=EXPECTED,
    rows=(
        ("risk-situations", "Risky situations, early signs and ways out", "core", 70, 1.0, "-"),
        ("lapse-plan", "If I slip", "by need", 60, 1.0, "problem-steps"),
        ("support-circle", "People who know and help", "by need", 60, 1.0, "-"),
        (
            "approach-goals",
            "Goals to strive for and goals to keep clear of",
            "core",
            70,
            1.0,
            "first-goals",
        ),
        (
            "writing-the-plan",
            "Writing and presenting my New Life Plan",
            "core",
            70,
            1.0,
            "risk-situations, approach-goals",
        ),
    ),
)

ACCOUNT = Table(
    title="With a person who gives no account of the offence",
    explanation=(
        "These exercises alone rest on the person's own account; the outline of each says how it "
        "is done without one. No other exercise asks for it."
    ),
    given=("exercise",),
    expected=("can be done without",),
    rows=(
        ("chain-of-events", True),
        ("what-it-gave-me", True),
        ("permission-thoughts", True),
        ("small-decisions", True),
        ("letter-not-sent", True),
        ("risk-situations", True),
    ),
)

MODULES = {
    "values-and-goals": VALUES_AND_GOALS,
    "functional-analysis": FUNCTIONAL_ANALYSIS,
    "victim-awareness": VICTIM_AWARENESS,
    "skills": SKILLS,
    "collecting-and-communities": COLLECTING_AND_COMMUNITIES,
    "new-life-plan": NEW_LIFE_PLAN,
}

CHAPTER = Chapter(
    order=11,
    title="The exercises of the i-SOTP",
    introduction=(
        "In order. Minutes are working minutes in the individual format; group sessions are "
        "sessions, or halves, in the group. A core exercise is done by everyone. Aim, steps, "
        "material, outcome and practice of each: `desist catalogue show isotp`."
    ),
    entries=("isotp",),
    tables=(*MODULES.values(), ACCOUNT),
)


@pytest.mark.parametrize(
    ("module", "row"),
    [
        pytest.param(module, row, id=row[0])
        for module, table in MODULES.items()
        for row in table.rows
    ],
)
def test_exercises(module, row):
    exercise, title, kind, minutes, group_sessions, comes_after = row
    held = EXERCISE[exercise]

    assert (held.module, held.title, held.core) == (module, title, kind == "core")
    assert (held.minutes, held.group_sessions) == (minutes, group_sessions)
    assert (", ".join(held.requires) or "-") == comes_after


@by_rows(ACCOUNT)
def test_without_an_account(exercise, can_be_done_without):
    assert bool(EXERCISE[exercise].without_account) == can_be_done_without


def test_no_exercise_is_left_out():
    for module, table in MODULES.items():
        assert [row[0] for row in table.rows] == [each.id for each in ISOTP.exercises_of(module)]
    assert [row[0] for row in ACCOUNT.rows] == [
        each.id for each in ISOTP.exercise if each.asks_account
    ]
