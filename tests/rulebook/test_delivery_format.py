"""Delivery format as tables: the age rule, a site's limits, and what is left."""

from dataclasses import replace

from desist.catalogue.load import load_catalogue
from desist.catalogue.words import words_of
from desist.programme.delivery_format import FormatFacts, judge_format
from desist.programme.entry import Grade
from desist.programme.format_rule import FormatLimits
from tests.rulebook.chapter import Chapter, Table, by_rows

CATALOGUE = load_catalogue()
SHIPPED = CATALOGUE.versions("isotp-format")[-1]
LIMITED = replace(
    SHIPPED,
    limits=FormatLimits(
        contact_offending_in_group=False,
        interpreter_in_group=False,
        adjustments_in_group=("large_print",),
        travel_minutes_at_most=60,
        group_wait_weeks_at_most=12,
        group_weeks=40,
        individual_weeks=30,
    ),
)
"""An invented site that has set every limit there is."""
FITS = FormatFacts(
    age=40,
    group_has_contact_offending=False,
    interpreter=False,
    travel_minutes=30,
    group_wait_weeks=4,
    supervision_weeks_left=100,
)

AGE = Table(
    title="Age",
    explanation="As shipped, without any limit of the site's. Groups are for 21 and over.",
    given=("age", "asked for"),
    expected=("outcome",),
    rows=(
        (18, "group", "individual"),
        (20, "group", "individual"),
        (20, "individual", "individual"),
        (20, "nothing", "individual"),
        (21, "group", "group"),
        (21, "individual", "individual"),
        (21, "nothing", "human_chooses"),
        (None, "group", "cannot_decide"),
        (None, "individual", "individual"),
        (None, "nothing", "cannot_decide"),
    ),
)

LIMITS = Table(
    title="Limits of an invented site",
    explanation=(
        "No limit but the age is shipped: each is a site's own. Here men convicted of contact "
        "offences are kept out of the group, it cannot work through an interpreter, can offer "
        "large print, is reached within 60 minutes, waited for up to 12 weeks, and takes 40 weeks; "
        "the individual format takes up to 30. A man of 40 who fits, with one thing altered."
    ),
    given=("fact", "value"),
    expected=("asked for group", "asked for individual", "asked for none"),
    rows=(
        ("age", 40, "group", "individual", "human_chooses"),
        *(
            (fact, value, "individual", "individual", "individual")
            for fact, value in (
                ("age", 20),
                ("group_has_contact_offending", True),
                ("interpreter", True),
                ("adjustments", ("hearing_loop",)),
                ("travel_minutes", 61),
                ("group_wait_weeks", 13),
                ("supervision_weeks_left", 43),
                ("supervision_weeks_left", 30),
            )
        ),
        *(
            (fact, value, "group", "individual", "human_chooses")
            for fact, value in (
                ("adjustments", ("large_print",)),
                ("travel_minutes", 60),
                ("group_wait_weeks", 12),
                ("supervision_weeks_left", 44),
            )
        ),
        ("supervision_weeks_left", 29, "neither", "neither", "neither"),
    ),
)

UNSET = Table(
    title="The same facts where the site has set no limit",
    explanation="What has no limit decides nothing.",
    given=("fact", "value"),
    expected=("asked for group",),
    rows=(
        ("group_has_contact_offending", True, "group"),
        ("interpreter", True, "group"),
        ("adjustments", ("hearing_loop",), "group"),
        ("travel_minutes", 600, "group"),
        ("group_wait_weeks", 200, "group"),
        ("supervision_weeks_left", 1, "group"),
        ("travel_minutes", None, "group"),
    ),
)

MISSING = Table(
    title="What is not known",
    explanation=(
        "At the invented site, asked for a group. A missing fact matters where it could change "
        "the format."
    ),
    given=("altered", "not known"),
    expected=("outcome", "named as missing"),
    rows=(
        ((), ("travel_minutes",), "cannot_decide", ("constraints.travel_minutes",)),
        ((), ("interpreter",), "cannot_decide", ("constraints.interpreter",)),
        ((), ("group_wait_weeks",), "cannot_decide", ("constraints.group_wait_weeks",)),
        ((), ("supervision_weeks_left",), "cannot_decide", ("constraints.supervision_ends_on",)),
        ((("age", 20),), ("travel_minutes", "interpreter"), "individual", ()),
        ((("supervision_weeks_left", 39),), ("group_wait_weeks",), "individual", ()),
        (
            (("age", 20),),
            ("supervision_weeks_left",),
            "cannot_decide",
            ("constraints.supervision_ends_on",),
        ),
    ),
)

CHAPTER = Chapter(
    order=15,
    title="Individual or group",
    introduction=(
        "A rule can rule a format out; it cannot make one the better choice. Where both are open "
        "the format asked for is taken; where none was asked for a human chooses, and neither is "
        "the default. The age is from a secondary source."
    ),
    entries=("isotp-format",),
    tables=(AGE, LIMITS, UNSET, MISSING),
)


@by_rows(AGE)
def test_age(age, asked_for, outcome):
    requested = None if asked_for == "nothing" else asked_for

    judged = judge_format(replace(FITS, age=age), rule=SHIPPED, requested=requested)

    assert judged.decision.outcome == outcome
    assert judged.format == (outcome if outcome in ("individual", "group") else None)
    assert judged.decision.missing == (("person.born_on",) if outcome == "cannot_decide" else ())


@by_rows(LIMITS)
def test_limits(fact, value, asked_for_group, asked_for_individual, asked_for_none):
    facts = replace(FITS, **{fact: value})

    outcomes = [
        judge_format(facts, rule=adopted(LIMITED), requested=requested).decision.outcome
        for requested in ("group", "individual", None)
    ]

    assert outcomes == [asked_for_group, asked_for_individual, asked_for_none]


@by_rows(UNSET)
def test_without_limits(fact, value, asked_for_group):
    judged = judge_format(replace(FITS, **{fact: value}), rule=SHIPPED, requested="group")

    assert judged.format == asked_for_group
    sayings = [words_of(CATALOGUE).reason(each) for each in judged.decision.reasons]
    assert sum("has set no limit" in each for each in sayings) == 7


@by_rows(MISSING)
def test_missing_facts(altered, not_known, outcome, named_as_missing):
    facts = replace(FITS, **dict(altered), **dict.fromkeys(not_known))

    decision = judge_format(facts, rule=adopted(LIMITED), requested="group").decision

    assert (decision.outcome, decision.missing) == (outcome, named_as_missing)


def adopted(rule):
    """A rule as a site's own, of a grade that needs no adoption."""
    return replace(rule, grade=Grade.SECONDARY)


def test_a_site_s_own_limits_wait_for_adoption():
    judged = judge_format(FITS, rule=replace(LIMITED, grade=Grade.AUTHORED), requested="group")

    assert (judged.format, judged.decision.outcome) == (None, "awaiting_adoption")
    assert judged.decision.awaiting[0].id == "isotp-format"


def test_every_reason_has_its_sentence():
    words = words_of(CATALOGUE)
    worst = FormatFacts(
        age=19,
        group_has_contact_offending=True,
        interpreter=True,
        adjustments=("hearing_loop",),
        travel_minutes=90,
        group_wait_weeks=20,
        supervision_weeks_left=10,
    )

    for facts in (worst, FITS, replace(FITS, age=19)):
        for rule in (LIMITED, SHIPPED):
            for requested in ("group", "individual", None):
                decision = judge_format(facts, rule=rule, requested=requested).decision
                assert all(words.reason(each) for each in decision.reasons)
