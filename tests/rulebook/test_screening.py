"""Screening as a table: what is decided before anybody is assessed."""

from dataclasses import replace
from datetime import date

from desist.catalogue.adoption_file import Adoptions
from desist.catalogue.load import load_catalogue
from desist.programme.eligibility_criterion import EligibilityFacts
from desist.programme.eligibility_policy import EligibilityPolicy
from desist.programme.screening import judge_screening
from tests.rulebook.chapter import Chapter, Table, by_rows

ADOPTED = Adoptions(everything=True)
POLICIES = load_catalogue().all_in_force(EligibilityPolicy, on=date(2026, 3, 2), adoptions=ADOPTED)
PREFERRED = ("isotp-article",)
PLAIN = EligibilityFacts(
    sex="male",
    age=40,
    offence="yes",
    panel_offence=False,
    contact_offence=False,
    meetings_arranged=False,
    directed_abuse=False,
    learning_disability_screen="negative",
)

ONE = Table(
    title="One thing altered",
    explanation=(
        "A man of 40 with a qualifying conviction and nothing else that screening asks about, with "
        "one fact altered. Static risk and deviance are not known and not asked for."
    ),
    given=("fact", "value"),
    expected=("outcome", "missing"),
    rows=(
        ("age", 40, "accept", ()),
        ("age", 18, "accept", ()),
        ("age", 17, "not_eligible", ()),
        ("sex", "female", "not_eligible", ()),
        ("sex", None, "return", ("person.sex",)),
        ("offence", "no", "not_eligible", ()),
        ("offence", None, "return", ("offence",)),
        ("meetings_arranged", True, "elsewhere", ()),
        ("meetings_arranged", None, "return", ("public_protection.meetings_arranged",)),
        ("contact_offence", True, "panel", ()),
        ("contact_offence", None, "return", ("offence",)),
        ("panel_offence", True, "panel", ()),
        ("directed_abuse", True, "panel", ()),
        ("directed_abuse", None, "return", ("public_protection.directed_abuse",)),
        ("learning_disability_screen", "positive", "elsewhere", ()),
        (
            "learning_disability_screen",
            None,
            "return",
            ("public_protection.learning_disability_screen",),
        ),
    ),
)

SURE = Table(
    title="What is missing does not always matter",
    explanation="Two facts altered: the first decides, whatever the second would be.",
    given=("fact", "value", "not known"),
    expected=("outcome",),
    rows=(
        ("age", 17, "meetings_arranged", "not_eligible"),
        ("sex", "female", "offence", "not_eligible"),
        ("offence", "no", "directed_abuse", "not_eligible"),
        ("meetings_arranged", True, "learning_disability_screen", "elsewhere"),
        ("contact_offence", True, "directed_abuse", "panel"),
    ),
)

CHAPTER = Chapter(
    order=33,
    title="Screening a referral",
    introduction=(
        "Before assessment only what needs none is looked at. The same criteria count again for "
        "eligibility, in the same order; a treatment manager decides, and the rules recommend."
    ),
    entries=("isotp-article",),
    tables=(ONE, SURE),
)


def judged(facts, **given):
    held = {"policies": POLICIES, "preferred": PREFERRED} | given
    return judge_screening(facts, **held)


@by_rows(ONE)
def test_one(fact, value, outcome, missing):
    decision = judged(replace(PLAIN, **{fact: value}))
    assert (decision.outcome, decision.missing) == (outcome, missing)


@by_rows(SURE)
def test_sure(fact, value, not_known, outcome):
    assert judged(replace(PLAIN, **{fact: value, not_known: None})).outcome == outcome


def test_the_reason_is_that_of_eligibility_and_names_the_rule():
    decision = judged(replace(PLAIN, meetings_arranged=True))
    assert [each.code for each in decision.reasons] == ["eligibility.meetings_arranged"]
    assert decision.rules[0].id == "isotp-article"


def test_it_says_what_would_have_to_be_different():
    changes = judged(replace(PLAIN, meetings_arranged=True)).would_change
    assert ("meetings_arranged", "accept") in [
        (each.changes[0].fact, each.outcome) for each in changes
    ]


def test_without_an_adopted_policy_it_waits_and_names_what_could_be_adopted():
    policies = load_catalogue().all_in_force(
        EligibilityPolicy, on=date(2026, 3, 2), adoptions=Adoptions()
    )
    decision = judged(PLAIN, policies=policies)
    assert decision.outcome == "awaiting_adoption"
    assert [each.id for each in decision.awaiting] == ["isotp-article"]


def test_a_table_of_offences_that_waits_for_adoption_is_named_and_not_asked_of_the_referrer():
    waiting = POLICIES[0].reference
    facts = replace(PLAIN, offence=None, panel_offence=None, contact_offence=None)
    named = dict.fromkeys(("offence", "panel_offence", "contact_offence"), (waiting,))
    decision = judged(facts, awaiting=named)
    assert decision.outcome == "awaiting_adoption"
    assert decision.missing == ()
    assert decision.awaiting == (waiting,)
