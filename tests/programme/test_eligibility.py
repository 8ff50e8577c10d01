"""Eligibility against a slow witness, and the manners of its decisions."""

from dataclasses import fields, replace
from datetime import date
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desist.catalogue.adoption_file import EVERYTHING, NO_ADOPTIONS
from desist.catalogue.load import load_catalogue
from desist.catalogue.words import words_of
from desist.programme.band import RiskBand
from desist.programme.eligibility import PATHS, judge_eligibility, judge_eligibility_among
from desist.programme.eligibility_criterion import EligibilityFacts
from desist.programme.eligibility_policy import EligibilityPolicy, choose_policy
from desist.programme.entry import Adoption, Grade, RuleReference

CATALOGUE = load_catalogue()
TODAY = date(2026, 3, 3)
POLICIES = CATALOGUE.all_in_force(EligibilityPolicy, on=TODAY, adoptions=EVERYTHING)
BY_ID = {policy.id: policy for policy in POLICIES}
ARTICLE, NOMS = BY_ID["isotp-article"], BY_ID["noms-2014"]
ORDER = ("isotp-article", "noms-2014")
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
    adapted_band=RiskBand.LOW,
    deviance="low",
)
TRUTH = (False, True)
VALUES = {
    "sex": ("male", "female"),
    "age": (17, 18, 40),
    "offence": ("yes", "no", "panel"),
    "panel_offence": TRUTH,
    "contact_offence": TRUTH,
    "meetings_arranged": TRUTH,
    "directed_abuse": TRUTH,
    "learning_disability_screen": ("positive", "negative"),
    "standard_band": tuple(RiskBand),
    "adapted_band": tuple(RiskBand),
    "deviance": ("low", "high"),
}


def witness(facts, policy_id):
    """The rule once more, written from the words of the policies and without the engine."""
    if facts.sex == "female" or facts.age < 18 or facts.offence == "no":
        return "not_eligible"
    if facts.meetings_arranged:
        return "refer_generic"
    open_question = (facts.contact_offence, facts.panel_offence, facts.directed_abuse)
    if any(open_question) or facts.offence == "panel":
        return "panel"
    if facts.learning_disability_screen == "positive":
        return "refer_adapted"

    codings = (facts.entered_variant,) if facts.entered_variant else ("standard", "adapted")
    ends = {end(getattr(facts, f"{each}_band"), facts.deviance, policy_id) for each in codings}
    return ends.pop() if len(ends) == 1 else "panel"


def end(band, deviance, policy_id):
    """What one band comes to by itself."""
    treated = {RiskBand.MEDIUM, RiskBand.HIGH}
    if policy_id == "isotp-article":
        treated.add(RiskBand.LOW)
    if band in treated and deviance == "low":
        return "eligible"
    if (band, deviance) == (RiskBand.VERY_HIGH, "high"):
        return "refer_generic"
    return "panel"


def is_possible(facts):
    """A panel offence on file is one of the convictions; one ruled out is none of them."""
    if facts.panel_offence:
        return facts.offence != "no"
    return facts.offence != "panel"


def witnessed(facts, policy_id):
    """Every outcome of every completion, and the missing facts that alone make a difference."""
    unused = {"standard": "adapted_band", "adapted": "standard_band"}.get(facts.entered_variant)
    unknown = [n for n in VALUES if getattr(facts, n) is None and n != unused]
    ends = {}
    for values in product(*(VALUES[name] for name in unknown)):
        whole = replace(facts, **dict(zip(unknown, values, strict=True)))
        if is_possible(whole):
            ends[values] = witness(whole, policy_id)
    decisive = {
        name
        for place, name in enumerate(unknown)
        for one in ends
        for value in VALUES[name]
        if ends.get((*one[:place], value, *one[place + 1 :]), ends[one]) != ends[one]
    }
    return set(ends.values()), decisive


@st.composite
def people(draw, unknown_at_most):
    facts = EligibilityFacts(**{name: draw(st.sampled_from(v)) for name, v in VALUES.items()})
    facts = replace(facts, panel_offence=facts.offence == "panel" or facts.panel_offence)
    facts = (
        replace(facts, offence="yes" if facts.offence == "no" else facts.offence)
        if (facts.panel_offence)
        else facts
    )
    entered = draw(st.sampled_from((None, None, "standard", "adapted")))
    facts = replace(facts, entered_variant=entered)
    names = [n for n in VALUES if n != f"{entered}_band"]
    missing = draw(st.lists(st.sampled_from(names), max_size=unknown_at_most, unique=True))
    return replace(facts, **dict.fromkeys(missing))


@settings(max_examples=300, deadline=None)
@given(facts=people(unknown_at_most=4), policy=st.sampled_from(POLICIES))
def test_a_missing_fact_is_named_exactly_where_it_could_change_the_outcome(facts, policy):
    outcomes, decisive = witnessed(facts, policy.id)

    decision = judge_eligibility(facts, policy=policy)

    if len(outcomes) == 1:
        assert (decision.outcome, decision.missing) == (outcomes.pop(), ())
    else:
        assert decision.outcome == "cannot_decide"
        assert set(decision.missing) == {PATHS[name] for name in decisive}


@settings(max_examples=150, deadline=None)
@given(facts=people(unknown_at_most=2), policy=st.sampled_from(POLICIES))
def test_what_would_change_it_does_change_it_and_is_smallest(facts, policy):
    decision = judge_eligibility(facts, policy=policy)
    words = words_of(CATALOGUE)

    for reason in decision.reasons:
        assert words.reason(reason)
    for found in decision.would_change:
        changes = {each.fact: each.instead for each in found.changes}
        assert not {"sex", "age", "offence"} & changes.keys()
        assert changes.get("contact_offence", True) is True
        fixed = {n: RiskBand(v) if n.endswith("_band") else v for n, v in changes.items()}
        assert judge_eligibility(replace(facts, **fixed), policy=policy).outcome == found.outcome
        bands = {"standard_band", "adapted_band"} <= fixed.keys()
        if len(fixed) == 2 and not bands:
            for name in fixed:
                one = replace(facts, **{name: fixed[name]})
                assert judge_eligibility(one, policy=policy).outcome != found.outcome
    assert len({each.outcome for each in decision.would_change}) == len(decision.would_change)


def test_all_criteria_that_hold_are_reasons_and_the_first_decides():
    facts = replace(
        SUITABLE, meetings_arranged=True, directed_abuse=True, learning_disability_screen="positive"
    )

    decision = judge_eligibility(facts, policy=ARTICLE)

    assert decision.outcome == "refer_generic"
    assert [each.code for each in decision.reasons] == [
        "eligibility.meetings_arranged",
        "eligibility.directed_abuse",
        "eligibility.learning_disability",
        "eligibility.suitability",
    ]


@pytest.mark.parametrize("changed", [{"sex": "female"}, {"age": 17}])
def test_where_the_risk_tool_does_not_apply_the_reason_says_so_and_names_the_route(changed):
    decision = judge_eligibility(replace(SUITABLE, **changed), policy=ARTICLE)

    sentence = words_of(CATALOGUE).reason(decision.reasons[0])
    assert "Risk Matrix 2000 is not applicable" in sentence
    assert sentence.split("Instead, ")[1]
    assert not any(each.code == "eligibility.suitability" for each in decision.reasons)


RM2000 = RuleReference(
    id="rm2000", version=1, sha256="0", title="t", source="s", grade=Grade.UNVERIFIED
)
SHEET = replace(RM2000, id="deviance-sheet")
AWAITING = {"standard_band": (RM2000,), "adapted_band": (RM2000,), "deviance": (SHEET,)}
NOT_SCORED = replace(SUITABLE, standard_band=None, adapted_band=None, deviance=None)


def test_facts_that_wait_for_a_rule_name_the_rule():
    decision = judge_eligibility(NOT_SCORED, policy=ARTICLE, awaiting=AWAITING)

    assert (decision.outcome, decision.missing) == ("awaiting_adoption", ())
    assert [each.id for each in decision.awaiting] == ["rm2000", "deviance-sheet"]


def test_a_fact_that_is_missing_as_well_makes_it_impossible_to_decide():
    facts = replace(NOT_SCORED, meetings_arranged=None)

    decision = judge_eligibility(facts, policy=ARTICLE, awaiting=AWAITING)

    assert decision.outcome == "cannot_decide"
    assert decision.missing == ("public_protection.meetings_arranged",)
    assert {each.id for each in decision.awaiting} == {"rm2000", "deviance-sheet"}


def test_a_rule_is_not_waited_for_where_it_could_change_nothing():
    facts = replace(NOT_SCORED, meetings_arranged=True)

    decision = judge_eligibility(facts, policy=ARTICLE, awaiting=AWAITING)

    assert (decision.outcome, decision.awaiting) == ("refer_generic", ())


def test_without_adoption_the_decision_names_both_policies_and_gives_no_outcome():
    policies = CATALOGUE.all_in_force(EligibilityPolicy, on=TODAY, adoptions=NO_ADOPTIONS)

    decision = judge_eligibility_among(SUITABLE, policies=policies, preferred=ORDER)

    assert (decision.outcome, decision.reasons) == ("awaiting_adoption", ())
    assert {each.id for each in decision.awaiting} == set(ORDER)


def test_without_adoption_what_a_policy_would_wait_for_is_named_in_the_same_round():
    policies = [replace(each, adoption=None) for each in POLICIES]

    decision = judge_eligibility_among(
        replace(NOT_SCORED, directed_abuse=None),
        policies=policies,
        preferred=ORDER,
        awaiting=AWAITING,
    )

    assert decision.outcome == "awaiting_adoption"
    assert {each.id for each in decision.awaiting} == {*ORDER, "rm2000", "deviance-sheet"}
    assert decision.missing == ("public_protection.directed_abuse",)


def test_an_unadopted_policy_is_waited_for_even_where_nothing_is_missing():
    unadopted = replace(ARTICLE, adoption=None)

    decision = judge_eligibility(NOT_SCORED, policy=unadopted, awaiting=AWAITING)

    assert decision.outcome == "awaiting_adoption"
    assert [each.id for each in decision.awaiting] == ["isotp-article", "rm2000", "deviance-sheet"]


def adopted(policy, on):
    adoption = Adoption(
        rule=policy.id, version=1, sha256=policy.sha256, by="A. Manager", on=on, why="tested"
    )
    return replace(policy, adoption=adoption)


@pytest.mark.parametrize(
    ("article_on", "noms_on", "chosen"),
    [
        (date(2015, 1, 1), date(2016, 1, 1), "noms-2014"),
        (date(2016, 1, 1), date(2015, 1, 1), "isotp-article"),
        (date(2016, 1, 1), date(2016, 1, 1), "isotp-article"),
    ],
)
def test_the_policy_adopted_last_is_judged_by(article_on, noms_on, chosen):
    policies = [adopted(NOMS, noms_on), adopted(ARTICLE, article_on)]
    facts = replace(SUITABLE, standard_band=RiskBand.LOW)

    assert choose_policy(policies, preferred=ORDER).id == chosen
    decision = judge_eligibility_among(facts, policies=policies, preferred=ORDER)
    assert decision.outcome == ("panel" if chosen == "noms-2014" else "eligible")
    assert decision.reasons[-1].code == "eligibility.policy_chosen"


def test_a_policy_that_the_programme_does_not_name_is_left_aside():
    assert choose_policy(POLICIES, preferred=("noms-2014",)).id == "noms-2014"
    assert choose_policy(POLICIES, preferred=("another",)) is None


def test_the_later_policy_is_in_force_from_november_2014():
    before = CATALOGUE.all_in_force(EligibilityPolicy, on=date(2014, 10, 31), adoptions=EVERYTHING)

    assert [each.id for each in before] == ["isotp-article"]


def test_a_policy_with_a_gap_or_a_criterion_twice_is_at_fault():
    broken = replace(
        ARTICLE,
        criterion=(*ARTICLE.criterion[:2], *ARTICLE.criterion),
        suitability=ARTICLE.suitability[1:],
    )

    faults = {(each.path, each.problem) for each in broken.faults()}

    assert ("criterion", "sex is named 2 times") in faults
    assert ("suitability", "has 0 rows for low risk and low deviance") in faults


def test_every_fact_that_can_decide_has_a_path_in_the_case_file():
    never = {"entered_variant", "iq", "stance", "appeal_pending"}

    assert PATHS.keys() == {each.name for each in fields(EligibilityFacts)} - never


def test_no_pair_of_changes_is_given_where_one_is_enough():
    decision = judge_eligibility(SUITABLE, policy=ARTICLE)

    assert {each.outcome: len(each.changes) for each in decision.would_change} == {
        "panel": 1,
        "refer_generic": 1,
        "refer_adapted": 1,
    }
    assert all(
        one.changes != other.changes for one, other in combinations(decision.would_change, 2)
    )
