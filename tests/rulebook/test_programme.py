"""The programmes as tables: formats, modules, steps, needs, and how each dose is made up."""

from datetime import date
from math import ceil

from desist.catalogue.adoption_file import EVERYTHING
from desist.catalogue.load import load_catalogue
from desist.programme.curriculum import Programme
from tests.rulebook.chapter import Chapter, Table, by_rows

CATALOGUE = load_catalogue()
ISOTP = CATALOGUE.in_force(Programme, "isotp", on=date(2026, 3, 3), adoptions=EVERYTHING)
BUILDING_CHOICES = CATALOGUE.in_force(
    Programme, "building-choices-moderate", on=date(2026, 3, 3), adoptions=EVERYTHING
)

FORMATS = Table(
    title="The i-SOTP: its formats",
    explanation=(
        "In the individual format exercises are chosen by need; in the group everyone attends "
        "everything, and a person is the focus of what answers to their needs. Sessions and their "
        "length are the article's; the minutes for opening and practice review are ours."
    ),
    given=("format",),
    expected=("fewest sessions", "most sessions", "minutes", "opening", "review", "for exercises"),
    rows=(
        ("individual", 20, 30, 90, 10, 10, 70),
        ("group", 35, 35, 120, 15, 15, 90),
    ),
)

MODULES = Table(
    title="The i-SOTP: its modules",
    explanation=(
        "How many exercises are core and how many are chosen by need; how long they take in the "
        "individual format, where a session belongs to one module; and the time of the module in "
        "the group. Core work alone takes 15 sessions and everything takes 41, so that a dose of "
        "20 to 30 is a real choice. Skills are the longest module both ways."
    ),
    given=("module",),
    expected=(
        "core",
        "by need",
        "core minutes",
        "core sessions",
        "all minutes",
        "all sessions",
        "group sessions",
        "group minutes",
    ),
    rows=(
        ("values-and-goals", 3, 3, 140, 2, 305, 5, 4, 480),
        ("functional-analysis", 3, 4, 210, 3, 445, 7, 6, 720),
        ("victim-awareness", 2, 3, 140, 2, 305, 5, 4, 480),
        ("skills", 4, 9, 210, 3, 820, 12, 11, 1320),
        ("collecting-and-communities", 2, 6, 120, 2, 480, 7, 5, 600),
        ("new-life-plan", 3, 2, 210, 3, 330, 5, 5, 600),
    ),
)

STEPS = Table(
    title="The i-SOTP: the model of change",
    explanation=(
        "The six steps, the areas that the article ties to each, and the exercises that serve it. "
        "The fifth module answers to needs rather than to a step, as in the article."
    ),
    given=("step",),
    expected=("areas", "core exercises", "exercises by need"),
    rows=(
        (
            "motivation-and-discrepancy",
            ("distorted-attitudes",),
            ("values-card-sort", "week-against-values", "first-goals"),
            ("for-and-against-change", "common-ground"),
        ),
        (
            "offence-supportive-attitudes",
            ("distorted-attitudes",),
            ("chain-of-events", "permission-thoughts", "path-of-a-file"),
            ("testing-thoughts", "small-decisions", "arguing-the-other-side"),
        ),
        (
            "empathy-for-real-victims",
            ("distorted-attitudes", "socio-affective-functioning"),
            ("behind-the-picture", "path-of-a-file"),
            ("years-afterwards", "letter-not-sent", "ripples"),
        ),
        (
            "coping-without-sex",
            ("socio-affective-functioning", "self-management"),
            (
                "what-it-gave-me",
                "naming-feelings",
                "coping-map",
                "problem-steps",
                "risk-situations",
            ),
            (
                "mood-and-screen-diary",
                "stress-thermometer",
                "riding-out-an-urge",
                "live-problem",
                "doing-before-feeling",
            ),
        ),
        (
            "relationships-and-self",
            ("social-adequacy", "self-management"),
            ("circles-of-closeness",),
            (
                "what-is-in-my-hands",
                "fair-self-portrait",
                "conversation-practice",
                "saying-what-i-need",
                "disagreement-and-repair",
                "support-circle",
            ),
        ),
        (
            "relapse-prevention-and-goals",
            ("self-management", "socio-affective-functioning"),
            ("first-goals", "risk-situations", "approach-goals", "writing-the-plan"),
            ("good-life-review", "lapse-plan", "support-circle"),
        ),
    ),
)

NEEDS = Table(
    title="The i-SOTP: needs and the exercises that serve them",
    explanation=(
        "A strong need asks for two exercises and some need for one; a core exercise counts. The "
        "exercises of the first row ask for no account of the offence."
    ),
    given=("need",),
    expected=("core exercises", "exercises by need"),
    rows=(
        (
            "discrepancy-and-denial",
            ("week-against-values",),
            ("for-and-against-change", "common-ground"),
        ),
        (
            "offence-supportive-thinking",
            ("permission-thoughts",),
            ("testing-thoughts", "arguing-the-other-side", "rules-of-the-room"),
        ),
        (
            "victim-awareness",
            ("behind-the-picture",),
            ("years-afterwards", "letter-not-sent", "ripples"),
        ),
        (
            "sex-as-coping",
            ("coping-map",),
            ("mood-and-screen-diary", "riding-out-an-urge", "turning-fantasy-round"),
        ),
        (
            "intimacy-and-relationships",
            ("circles-of-closeness",),
            ("ripples", "conversation-practice", "saying-what-i-need", "disagreement-and-repair"),
        ),
        (
            "emotional-regulation",
            ("naming-feelings",),
            ("mood-and-screen-diary", "stress-thermometer", "disagreement-and-repair"),
        ),
        ("problem-solving", ("problem-steps",), ("live-problem", "lapse-plan")),
        ("self-esteem", (), ("good-life-review", "fair-self-portrait", "saying-what-i-need")),
        ("locus-of-control", (), ("small-decisions", "live-problem", "what-is-in-my-hands")),
        (
            "loneliness",
            (),
            (
                "conversation-practice",
                "doing-before-feeling",
                "what-the-group-gave",
                "belonging-elsewhere",
                "support-circle",
            ),
        ),
        ("low-mood", (), ("mood-and-screen-diary", "fair-self-portrait", "doing-before-feeling")),
        ("fantasy", ("thoughts-come-and-go",), ("riding-out-an-urge", "turning-fantasy-round")),
        ("collecting", ("hours-and-habits",), ("why-keep-things", "letting-go-plan")),
        (
            "online-communities",
            (),
            ("what-the-group-gave", "rules-of-the-room", "belonging-elsewhere"),
        ),
        (
            "impulsivity",
            (),
            (
                "small-decisions",
                "stress-thermometer",
                "riding-out-an-urge",
                "letting-go-plan",
                "lapse-plan",
            ),
        ),
        ("lifestyle-goals", ("approach-goals",), ("good-life-review", "support-circle")),
    ),
)

FILLING = Table(
    title="The i-SOTP: filling up to the shortest dose",
    explanation=(
        "Where core work and needs together come to fewer than 20 sessions, further exercises come "
        "in by this order. Starting from core work alone, a plan has so many sessions with each "
        "further exercise, those above included."
    ),
    given=("exercise",),
    expected=("sessions",),
    rows=(
        ("good-life-review", 16),
        ("lapse-plan", 17),
        ("support-circle", 18),
        ("live-problem", 19),
        ("saying-what-i-need", 21),
        ("stress-thermometer", 22),
        ("riding-out-an-urge", 23),
        ("testing-thoughts", 24),
        ("years-afterwards", 25),
        ("conversation-practice", 26),
        ("fair-self-portrait", 27),
        ("what-is-in-my-hands", 27),
        ("small-decisions", 28),
        ("ripples", 29),
        ("letter-not-sent", 30),
        ("disagreement-and-repair", 31),
    ),
)

BLOCKS = Table(
    title="Building Choices, moderate intensity: its sessions",
    explanation="In order, the same for everyone: 21 in the group and 6 one to one, 58.5 hours.",
    given=("place", "module", "setting"),
    expected=("sessions", "minutes each"),
    rows=(
        (1, "pre-group", "one_to_one", 1, 60),
        (2, "getting-started", "group", 2, 150),
        (3, "getting-started", "one_to_one", 1, 60),
        (4, "managing-myself", "group", 6, 150),
        (5, "managing-myself", "one_to_one", 1, 60),
        (6, "managing-lifes-problems", "group", 4, 150),
        (7, "managing-lifes-problems", "one_to_one", 1, 60),
        (8, "managing-people-around-me", "group", 6, 150),
        (9, "managing-people-around-me", "one_to_one", 1, 60),
        (10, "bringing-it-all-together", "group", 3, 150),
        (11, "post-programme-reviews", "one_to_one", 1, 60),
    ),
)

CHAPTER = Chapter(
    order=10,
    title="The programmes",
    introduction=(
        "A programme is data: its modules, exercises and formats are written in a file of the "
        "catalogue. The exercise outlines of the i-SOTP, their minutes and what each serves are "
        "ours, written from the published article; the accredited manual was not read. A plan made "
        "with them awaits the site's adoption."
    ),
    entries=("isotp", "building-choices-moderate"),
    tables=(FORMATS, MODULES, STEPS, NEEDS, FILLING, BLOCKS),
)

INDIVIDUAL = ISOTP.format_called("individual")


def ids(exercises, *, core):
    """Ids of the core ones, or of the others."""
    return tuple(each.id for each in exercises if each.core == core)


def minutes_and_sessions(exercises, module):
    """Working minutes in one module, and the sessions that they take."""
    block = next(block for block in INDIVIDUAL.block if block.module == module)
    minutes = sum(each.minutes for each in exercises if each.module == module)
    return minutes, ceil(minutes / INDIVIDUAL.working_minutes(block))


@by_rows(FORMATS)
def test_formats(format, fewest_sessions, most_sessions, minutes, opening, review, for_exercises):  # noqa: A002
    held = ISOTP.format_called(format)

    assert (held.minimum_sessions, held.maximum_sessions) == (fewest_sessions, most_sessions)
    assert (held.opening_minutes, held.practice_review_minutes) == (opening, review)
    for block in held.block:
        assert (block.minutes, held.working_minutes(block)) == (minutes, for_exercises)


@by_rows(MODULES)
def test_modules(
    module,
    core,
    by_need,
    core_minutes,
    core_sessions,
    all_minutes,
    all_sessions,
    group_sessions,
    group_minutes,
):
    held = ISOTP.exercises_of(module)
    core_work = [each for each in held if each.core]
    blocks = [each for each in ISOTP.format_called("group").block if each.module == module]

    assert (len(core_work), len(held) - len(core_work)) == (core, by_need)
    assert minutes_and_sessions(core_work, module) == (core_minutes, core_sessions)
    assert minutes_and_sessions(held, module) == (all_minutes, all_sessions)
    assert [(each.sessions, each.sessions * each.minutes) for each in blocks] == [
        (group_sessions, group_minutes)
    ]


@by_rows(STEPS)
def test_steps(step, areas, core_exercises, exercises_by_need):
    held = next(each for each in ISOTP.step if each.id == step)
    serving = [each for each in ISOTP.exercise if step in each.serves_steps]

    assert held.areas == areas
    assert ids(serving, core=True) == core_exercises
    assert ids(serving, core=False) == exercises_by_need


@by_rows(NEEDS)
def test_needs(need, core_exercises, exercises_by_need):
    serving = [each for each in ISOTP.exercise if need in each.serves_needs]

    assert ids(serving, core=True) == core_exercises
    assert ids(serving, core=False) == exercises_by_need


@by_rows(FILLING)
def test_filling_up(exercise, sessions):
    filled = ISOTP.fill_order[: ISOTP.fill_order.index(exercise) + 1]
    chosen = [each for each in ISOTP.exercise if each.core or each.id in filled]

    assert sum(minutes_and_sessions(chosen, each.id)[1] for each in ISOTP.module) == sessions


@by_rows(BLOCKS)
def test_blocks_of_building_choices(place, module, setting, sessions, minutes_each):
    block = BUILDING_CHOICES.format_called("mixed").block[place - 1]

    assert (block.module, block.setting) == (module, setting)
    assert (block.sessions, block.minutes) == (sessions, minutes_each)


def test_no_row_is_left_out():
    for table, held in (
        (FORMATS, ISOTP.format),
        (MODULES, ISOTP.module),
        (STEPS, ISOTP.step),
    ):
        assert [row[0] for row in table.rows] == [each.id for each in held]
    assert [row[0] for row in NEEDS.rows] == list(ISOTP.needs)
    assert [row[0] for row in FILLING.rows] == list(ISOTP.fill_order)
    assert len(BLOCKS.rows) == len(BUILDING_CHOICES.format_called("mixed").block)
