"""Waiting lists and groups as tables: who goes first, and what keeps people out of a group."""

from dataclasses import replace
from datetime import timedelta

from desist.programme.band import RiskBand
from desist.programme.group_course import course_of
from desist.programme.group_fit import GroupQuestion
from desist.programme.group_pool import Paused
from desist.programme.waiting_list import WaitingPerson, order_waiting_list
from tests.rulebook.chapter import Chapter, Table, by_rows
from tests.scheduling.drawn_pool import TODAY, drawn_pool, rules

RULES = rules()

FIRST = Table(
    title="Who is offered a place first",
    explanation=(
        "Two people, each with weeks to spare beside a group, a risk and weeks waited. The first "
        "difference decides. Whoever is too late for a group stands last: another format is needed."
    ),
    given=("one", "other"),
    expected=("first",),
    rows=(
        ((12, "low", 1), (13, "very_high", 90), "one"),
        ((25, "low", 1), (26, "very_high", 90), "one"),
        ((12, "medium", 1), (0, "low", 90), "one"),
        ((40, "high", 1), (90, "medium", 90), "one"),
        ((90, "high", 20), (40, "high", 10), "one"),
        ((90, "low", 1), (-1, "very_high", 90), "one"),
        ((90, "low", 5), (80, "not_applicable", 90), "one"),
    ),
)

OUT = Table(
    title="What keeps somebody out of a group",
    explanation=(
        "A man of 40 who fits in every way, with one thing altered: a group of the i-SOTP that "
        "begins in four weeks, meets once a week on Tuesday evenings, and takes 35 weeks."
    ),
    given=("fact", "value"),
    expected=("kept out by",),
    rows=(
        ("nothing", None, "nothing"),
        ("aged on joining", 20, "age"),
        ("aged on joining", 21, "nothing"),
        ("weeks of order left", 39, "nothing"),
        ("weeks of order left", 35, "nothing"),
        ("weeks of order left", 34, "overrun"),
        ("sex", "female", "sex"),
        ("cohort", "general", "cohort"),
        ("free", "monday", "never_free"),
        ("excluded from", "leeds", "excluded"),
        ("needs in the building", "no_children_on_site", "safeguards"),
        ("needs adjustment", "hearing_loop", "adjustments"),
        ("speaks", "pl", "language"),
        ("travels at most", 19, "travel"),
        ("travels at most", 20, "nothing"),
        ("paused weeks ago", 8, "nothing"),
        ("paused weeks ago", 9, "paused_long"),
    ),
)

APART = Table(
    title="Who may not sit together",
    explanation="Two people who both fit, with what is known about the two.",
    given=("known",),
    expected=("together",),
    rows=(
        ("nothing", True),
        ("one may not meet the other", False),
        ("the other may not meet one", False),
        ("co-defendants", False),
        ("contact offending of one", False),
        ("contact offending of both", True),
    ),
)

CHAPTER = Chapter(
    order=30,
    title="Waiting lists and groups",
    introduction=(
        "The order of a waiting list, and the hard rules of forming groups. Sizes, age and the "
        "time for rejoining were read; the order, the aims and the weights are ours and wait for a "
        "site's adoption."
    ),
    entries=("time-risk-wait", "group-forming"),
    tables=(FIRST, OUT, APART),
)


def waits(id_, spare, risk, waited):
    return WaitingPerson(
        id=id_,
        ends_on=TODAY + timedelta(weeks=35 + spare),
        weeks_needed=35,
        risk=RiskBand(risk),
        referred_on=TODAY - timedelta(weeks=waited),
    )


@by_rows(FIRST)
def test_first(one, other, first):
    people = [waits("other", *other), waits("one", *one)]

    places = order_waiting_list(people, rule=RULES["waiting_rule"], on=TODAY)

    assert places[0].person == first


POOL = drawn_pool(1, people=2, groups=1, towns=("leeds",))
LEEDS = replace(POOL.location[0], adjustments=(), safeguards=())
GROUP = replace(
    POOL.group[0],
    cohort="sexual",
    begins_on=TODAY + timedelta(weeks=4),
    meets_a_week=1,
    free={"tuesday": ("evening",)},
    language="en",
    interpreters=(),
)
FITS = replace(
    POOL.person[0],
    cohort="sexual",
    born_on=TODAY.replace(year=TODAY.year - 40),
    ends_on=TODAY + timedelta(weeks=200),
    contact_offending=False,
    available={"tuesday": ("evening",)},
    travel={"leeds": 20},
    travel_minutes_at_most=None,
    languages=("en",),
    adjustments=(),
    conditions=(),
    excluded_locations=(),
    apart_from=(),
    co_defendants=(),
)
QUESTION = GroupQuestion(
    pool=replace(POOL, location=(LEEDS,), group=(GROUP,)),
    rule=RULES["rule"],
    courses={"isotp": course_of(RULES["programmes"][0])},
)


def altered(fact, value):
    begins = GROUP.begins_on
    changes = {
        "nothing": dict,
        "aged on joining": lambda: {"born_on": begins.replace(year=begins.year - value)},
        "weeks of order left": lambda: {"ends_on": TODAY + timedelta(weeks=value)},
        "sex": lambda: {"sex": value},
        "cohort": lambda: {"cohort": value},
        "free": lambda: {"available": {value: ("evening",)}},
        "excluded from": lambda: {"excluded_locations": (value,)},
        "needs in the building": lambda: {"conditions": (value,)},
        "needs adjustment": lambda: {"adjustments": (value,)},
        "speaks": lambda: {"languages": (value,)},
        "travels at most": lambda: {"travel_minutes_at_most": value},
        "paused weeks ago": lambda: {
            "paused": Paused(on=TODAY - timedelta(weeks=value), next_module="values-and-goals")
        },
    }
    return replace(FITS, **changes[fact]())


@by_rows(OUT)
def test_out(fact, value, kept_out_by):
    fit = QUESTION.fit(altered(fact, value), GROUP)

    found = [each.code.removeprefix("group_bar.") for each in fit.bars] or ["nothing"]
    assert found == [kept_out_by]
    assert fit.missing == ()


@by_rows(APART)
def test_apart(known, together):
    one, other = replace(FITS, id="one"), replace(FITS, id="other")
    if known == "one may not meet the other":
        one = replace(one, apart_from=("other",))
    elif known == "the other may not meet one":
        other = replace(other, apart_from=("one",))
    elif known == "co-defendants":
        one = replace(one, co_defendants=("other",))
    elif known.startswith("contact"):
        one = replace(one, contact_offending=True)
        other = replace(other, contact_offending=known.endswith("both"))

    assert (QUESTION.keeps_apart(one, other) is None) == together
