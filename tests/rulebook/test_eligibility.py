"""Eligibility as tables that between them hold every combination of facts exactly once."""

from dataclasses import replace
from datetime import date
from itertools import product

from desist.catalogue.adoption_file import EVERYTHING
from desist.catalogue.load import load_catalogue
from desist.programme.band import RiskBand
from desist.programme.eligibility import judge_eligibility
from desist.programme.eligibility_criterion import EligibilityFacts, outcome_of
from desist.programme.eligibility_policy import EligibilityPolicy
from tests.rulebook.chapter import Chapter, Table, by_rows

CATALOGUE = load_catalogue()
ARTICLE, NOMS = (
    CATALOGUE.in_force(EligibilityPolicy, id_, on=date(2026, 3, 3), adoptions=EVERYTHING)
    for id_ in ("isotp-article", "noms-2014")
)
SUITABLE = EligibilityFacts(
    sex="male",
    age=40,
    offence="yes",
    panel_offence=False,
    contact_offence=False,
    meetings_arranged=False,
    directed_abuse=False,
    learning_disability_screen="negative",
    standard_band=RiskBand.MEDIUM,
    adapted_band=RiskBand.MEDIUM,
    deviance="low",
)
BANDS = tuple(RiskBand)
BY_RISK = "by risk and deviance"
ANY = "any"
ADULT = ("male", "18 and over")
QUALIFIED = (*ADULT, "yes")

CRITERIA = Table(
    title="The criteria, in the order in which they decide",
    explanation=(
        "Read from the top; *any* stands for every answer. Together the rows hold every "
        "combination of these facts once, whatever risk and deviance are, under both policies. "
        "*Offences* are the strongest of the convictions, and whether one beside it is for a "
        "panel."
    ),
    given=("sex", "age", "offences", "meetings", "contact", "directed", "learning disability"),
    expected=("outcome", "because of"),
    rows=(
        ("female", ANY, ANY, ANY, ANY, ANY, ANY, "not_eligible", "sex"),
        ("male", "under 18", ANY, ANY, ANY, ANY, ANY, "not_eligible", "age"),
        (*ADULT, "no", ANY, ANY, ANY, ANY, "not_eligible", "no_qualifying_offence"),
        *(
            row
            for offences in ("yes", "yes and panel", "panel")
            for row in (
                (*ADULT, offences, True, ANY, ANY, ANY, "refer_generic", "meetings_arranged"),
                (*ADULT, offences, False, True, ANY, ANY, "panel", "contact_offence"),
            )
        ),
        *(
            (*ADULT, offences, False, False, ANY, ANY, "panel", "panel_offence")
            for offences in ("yes and panel", "panel")
        ),
        (*QUALIFIED, False, False, True, ANY, "panel", "directed_abuse"),
        (*QUALIFIED, False, False, False, "positive", "refer_adapted", "learning_disability"),
        (*QUALIFIED, False, False, False, "negative", BY_RISK, ""),
    ),
)


def _end(policy, standard, adapted, deviance):
    """What the two codings come to, by the words of the rule and not by the engine."""

    def alone(band):
        low_risk = ("medium", "high") if policy == "noms" else ("low", "medium", "high")
        if band in low_risk and deviance == "low":
            return "eligible"
        if band == "very_high" and deviance == "high":
            return "refer_generic"
        return "panel"

    return alone(adapted) if alone(standard) == alone(adapted) else "panel"


RISK = Table(
    title="Static risk, both codings, and deviance",
    explanation=(
        "Where no criterion holds. Where the two codings would end differently a panel decides. "
        "Under *noms-2014* low risk is not routinely treated. *Not applicable*: Risk Matrix 2000 "
        "does not apply to the person, of which the article says nothing."
    ),
    given=("standard", "adapted"),
    expected=("article low", "article high", "noms low", "noms high"),
    rows=tuple(
        (
            standard,
            adapted,
            *(
                _end(policy, standard, adapted, deviance)
                for policy in ("article", "noms")
                for deviance in ("low", "high")
            ),
        )
        for standard, adapted in product(BANDS, BANDS)
    ),
)

ENTERED = Table(
    title="A band signed by the site's own scorer",
    explanation=(
        "Where the site enters a band of one coding alone, that band is used by itself, and the "
        "other coding is not a missing fact."
    ),
    given=("coding", "band", "deviance"),
    expected=("outcome",),
    rows=tuple(
        (coding, band, deviance, _end("article", band, band, deviance))
        for coding in ("standard", "adapted")
        for band in BANDS[:4]
        for deviance in ("low", "high")
    ),
)

MISSING = Table(
    title="What is not known",
    explanation=(
        "A missing fact is named only where some value of it would change the outcome. Starting "
        "from a man who is suitable (Medium, low deviance), these facts are altered or taken away."
    ),
    given=("altered", "not known"),
    expected=("outcome", "named as missing"),
    rows=(
        ((), ("deviance",), "cannot_decide", ("deviance",)),
        ((), ("meetings_arranged",), "cannot_decide", ("public_protection.meetings_arranged",)),
        ((), ("standard_band", "adapted_band"), "cannot_decide", ("static_risk.rm2000",)),
        ((), ("offence", "panel_offence", "contact_offence"), "cannot_decide", ("offence",)),
        ((("sex", "female"),), ("deviance", "offence", "age"), "not_eligible", ()),
        ((("age", 17),), ("sex", "meetings_arranged", "deviance"), "not_eligible", ()),
        ((("meetings_arranged", True),), ("directed_abuse", "deviance"), "refer_generic", ()),
        ((("contact_offence", True),), ("directed_abuse", "deviance"), "panel", ()),
        (
            (("contact_offence", True),),
            ("meetings_arranged", "deviance"),
            "cannot_decide",
            ("public_protection.meetings_arranged",),
        ),
        (
            (("learning_disability_screen", "positive"),),
            ("standard_band", "adapted_band", "deviance"),
            "refer_adapted",
            (),
        ),
        (
            (("standard_band", RiskBand.NOT_APPLICABLE), ("adapted_band", RiskBand.NOT_APPLICABLE)),
            ("deviance",),
            "panel",
            (),
        ),
        (
            (("standard_band", RiskBand.VERY_HIGH), ("adapted_band", RiskBand.MEDIUM)),
            ("deviance",),
            "panel",
            (),
        ),
        ((("deviance", "high"),), ("directed_abuse", "contact_offence"), "panel", ()),
        (
            (("deviance", "high"),),
            ("learning_disability_screen",),
            "cannot_decide",
            ("public_protection.learning_disability_screen",),
        ),
        (
            (("deviance", "high"),),
            ("directed_abuse", "learning_disability_screen"),
            "cannot_decide",
            (
                "public_protection.directed_abuse",
                "public_protection.learning_disability_screen",
            ),
        ),
    ),
)

NEVER = Table(
    title="What never decides",
    explanation=(
        "An IQ that was not measured is not a missing fact, and none decides by itself. Denial, "
        "an appeal or maintaining innocence choose motivational exercises."
    ),
    given=("fact", "value"),
    expected=("outcome",),
    rows=(
        ("iq", None, "eligible"),
        ("iq", 69, "eligible"),
        ("iq", 130, "eligible"),
        ("stance", "denies_offence", "eligible"),
        ("stance", "denies_arousal", "eligible"),
        ("stance", "partly", "eligible"),
        ("appeal_pending", True, "eligible"),
    ),
)

CHANGE = Table(
    title="What would change it",
    explanation=(
        "The smallest changes of fact that lead to another outcome, each outcome once; never age, "
        "sex, or a past conviction removed. Starting from a man who is suitable, after the "
        "alteration."
    ),
    given=("altered",),
    expected=("to", "by"),
    rows=(
        ((), "panel", ("deviance",)),
        ((), "refer_generic", ("meetings_arranged",)),
        ((), "refer_adapted", ("learning_disability_screen",)),
        ((("deviance", "high"),), "eligible", ("deviance",)),
        ((("standard_band", RiskBand.VERY_HIGH),), "eligible", ("standard_band",)),
        ((("meetings_arranged", True),), "eligible", ("meetings_arranged",)),
        (
            (
                ("standard_band", RiskBand.VERY_HIGH),
                ("adapted_band", RiskBand.VERY_HIGH),
                ("deviance", "high"),
            ),
            "eligible",
            ("deviance", "standard_band", "adapted_band"),
        ),
        (
            (("meetings_arranged", True), ("directed_abuse", True)),
            "eligible",
            ("meetings_arranged", "directed_abuse"),
        ),
        ((("contact_offence", True),), "eligible", ()),
        ((("sex", "female"),), "eligible", ()),
        ((("age", 17),), "eligible", ()),
        ((("offence", "no"),), "eligible", ()),
    ),
)

CHAPTER = Chapter(
    order=14,
    title="Eligibility",
    introduction=(
        "Two policies compete, and a site chooses by adopting one: the article's, and the later "
        "one under which low risk goes to a panel. The first criterion that holds decides; all "
        "that hold are given as reasons. Where the article is silent a panel decides. The system "
        "recommends, a named person decides."
    ),
    entries=("isotp-article", "noms-2014"),
    tables=(CRITERIA, RISK, ENTERED, MISSING, NEVER, CHANGE),
)

OFFENCES = {
    "no": {"offence": "no", "panel_offence": False},
    "yes": {"offence": "yes", "panel_offence": False},
    "yes and panel": {"offence": "yes", "panel_offence": True},
    "panel": {"offence": "panel", "panel_offence": True},
}
ANSWERS = (
    ("female", "male"),
    ("under 18", "18 and over"),
    tuple(OFFENCES),
    (True, False),
    (True, False),
    (True, False),
    ("positive", "negative"),
)


def facts_of(sex, age, offences, meetings, contact, directed, learning_disability):
    return replace(
        SUITABLE,
        sex=sex,
        age=17 if age == "under 18" else 18,
        **OFFENCES[offences],
        meetings_arranged=meetings,
        contact_offence=contact,
        directed_abuse=directed,
        learning_disability_screen=learning_disability,
    )


def combinations(given):
    """Every combination of answers that a row of the first table stands for."""
    return product(
        *(answers if cell == ANY else (cell,) for cell, answers in zip(given, ANSWERS, strict=True))
    )


@by_rows(CRITERIA)
def test_criteria(
    sex,
    age,
    offences,
    meetings,
    contact,
    directed,
    learning_disability,
    outcome,
    because_of,
):
    given = (sex, age, offences, meetings, contact, directed, learning_disability)
    for each in combinations(given):
        decision = judge_eligibility(facts_of(*each), policy=ARTICLE)
        assert decision.outcome == ("eligible" if outcome == BY_RISK else outcome)
        first = "suitability" if outcome == BY_RISK else because_of
        assert decision.reasons[0].code == f"eligibility.{first}"


def test_the_rows_of_the_criteria_hold_every_combination_exactly_once():
    covered = [each for row in CRITERIA.rows for each in combinations(row[:7])]

    assert sorted(map(str, covered)) == sorted(map(str, product(*ANSWERS)))


def test_every_combination_of_all_facts_ends_as_the_tables_say():
    ends = {(row[0], row[1]): row[2:] for row in RISK.rows}
    count = 0
    for row in CRITERIA.rows:
        for each in combinations(row[:7]):
            for (standard, adapted), outcomes in ends.items():
                for position, (policy, deviance) in enumerate(
                    product((ARTICLE, NOMS), ("low", "high"))
                ):
                    facts = replace(
                        facts_of(*each),
                        standard_band=standard,
                        adapted_band=adapted,
                        deviance=deviance,
                    )
                    expected = outcomes[position] if row[7] == BY_RISK else row[7]
                    assert outcome_of(facts, policy=policy) == expected
                    count += 1
    assert count == 2 * 2 * 4 * 2**4 * 25 * 4


@by_rows(RISK)
def test_risk_and_deviance(standard, adapted, article_low, article_high, noms_low, noms_high):
    outcomes = [
        judge_eligibility(
            replace(SUITABLE, standard_band=standard, adapted_band=adapted, deviance=deviance),
            policy=policy,
        ).outcome
        for policy, deviance in product((ARTICLE, NOMS), ("low", "high"))
    ]

    assert outcomes == [article_low, article_high, noms_low, noms_high]


@by_rows(ENTERED)
def test_entered_band(coding, band, deviance, outcome):
    only = {"standard_band": None, "adapted_band": None, f"{coding}_band": band}
    facts = replace(SUITABLE, **only, entered_variant=coding, deviance=deviance)

    decision = judge_eligibility(facts, policy=ARTICLE)

    assert (decision.outcome, decision.missing) == (outcome, ())


@by_rows(MISSING)
def test_missing_facts(altered, not_known, outcome, named_as_missing):
    facts = replace(SUITABLE, **dict(altered), **dict.fromkeys(not_known))

    decision = judge_eligibility(facts, policy=ARTICLE)

    assert (decision.outcome, decision.missing) == (outcome, named_as_missing)


@by_rows(NEVER)
def test_what_never_decides(fact, value, outcome):
    decision = judge_eligibility(replace(SUITABLE, **{fact: value}), policy=ARTICLE)

    assert (decision.outcome, decision.missing) == (outcome, ())
    noted = [each.code for each in decision.reasons if "never_decides" in each.code]
    assert noted == ([] if value is None else [f"eligibility.{fact}_never_decides"])


@by_rows(CHANGE)
def test_what_would_change_it(altered, to, by):
    decision = judge_eligibility(replace(SUITABLE, **dict(altered)), policy=ARTICLE)

    changes = {
        each.outcome: tuple(change.fact for change in each.changes)
        for each in decision.would_change
    }
    assert changes.get(to, ()) == by
