"""The Programme Needs Identifier against a witness, and its manners."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desist.catalogue.load import load_catalogue
from desist.catalogue.words import words_of
from desist.programme.band import RiskBand
from desist.programme.needs_identifier import NeedsIdentifierFacts, judge_programme_needs

CATALOGUE = load_catalogue()
RULE = CATALOGUE.versions("pni")[-1]
VALUES = {
    "setting": ("community", "custody"),
    "sexual_offence": (True, False),
    "ogrs": (0.0, 50.0, 74.999, 75.0),
    "ovp": (0.0, 30.0, 59.999, 60.0),
    "rsr": (0.0, 1.0, 2.999, 3.0),
    "dc": tuple(RiskBand),
    "iic": tuple(RiskBand),
    "sara": (RiskBand.NOT_APPLICABLE, RiskBand.LOW, RiskBand.MEDIUM, RiskBand.HIGH),
}


def witness(facts):
    """The published rule once more, branch by branch, for facts in which nothing is missing."""
    pre, rel, emo, att, hos, fam, prev, infl, ctrl, imp, temp, solve, cope = (
        facts.items[item] for item in RULE.items
    )
    sex = 2 if rel == 2 else (0, 0, 1, 1, 2, 2, 2)[pre + rel + emo]
    if not facts.sexual_offence:
        sex = 0
    thinking = 2 if att == 2 else (0, 1, 1, 2, 2)[att + hos]
    four = (0, 0, 1, 1, 1, 2, 2, 2, 2)
    total = sex + thinking + four[fam + prev + infl + ctrl] + four[imp + temp + solve + cope]
    need = "high" if total >= 6 else "medium" if total >= 3 else "low"
    high = (RiskBand.HIGH, RiskBand.VERY_HIGH)
    no_osp = facts.dc == facts.iic == RiskBand.NOT_APPLICABLE
    risk = "low"
    if (
        facts.ogrs >= 50 or facts.ovp >= 30 or RiskBand.MEDIUM in (facts.dc, facts.iic, facts.sara)
    ) or (no_osp and facts.rsr >= 1):
        risk = "medium"
    if (facts.ogrs >= 75 or facts.ovp >= 60 or facts.dc in high or facts.iic in high) or (
        facts.sara in high or (no_osp and facts.rsr >= 3)
    ):
        risk = "high"
    return need, risk, witnessed_pathway(facts, need, risk)


def witnessed_pathway(facts, need, risk):
    general_and_violent = facts.ogrs >= 75 and facts.ovp >= 60
    if facts.setting == "custody" and (
        general_and_violent
        or (facts.ogrs >= 75 and facts.sara == RiskBand.HIGH)
        or need == risk == "high"
    ):
        return "high_intensity"
    if facts.setting == "community" and (general_and_violent or need == risk == "high"):
        return "moderate_intensity"
    if facts.sara in (RiskBand.MEDIUM, RiskBand.HIGH):
        return "moderate_intensity"
    if (need, risk) in (("medium", "high"), ("high", "medium"), ("medium", "medium")):
        return "moderate_intensity"
    return "alternative"


@st.composite
def people(draw):
    items = {item: draw(st.sampled_from((0, 0, 1, 2))) for item in RULE.items}
    others = {name: draw(st.sampled_from(values)) for name, values in VALUES.items()}
    return NeedsIdentifierFacts(items=items, **others)


@settings(max_examples=400, deadline=None)
@given(facts=people())
def test_with_nothing_missing_it_agrees_with_the_published_rule(facts):
    result = judge_programme_needs(facts, rule=RULE)

    assert (result.need, result.risk, result.pathway) == witness(facts)
    assert result.missing == ()


@settings(max_examples=200, deadline=None)
@given(
    facts=people(),
    items=st.lists(st.sampled_from(RULE.items), max_size=3, unique=True),
    others=st.lists(st.sampled_from(sorted(VALUES)), max_size=2, unique=True),
)
def test_a_pathway_is_given_exactly_where_no_missing_fact_could_change_it(facts, items, others):
    ends = {
        witness(
            replace(
                facts,
                items=facts.items | dict(zip(items, scores, strict=True)),
                **dict(zip(others, values, strict=True)),
            )
        )[2]
        for scores in product((0, 1, 2), repeat=len(items))
        for values in product(*(VALUES[name] for name in others))
    }
    known = {item: score for item, score in facts.items.items() if item not in items}

    result = judge_programme_needs(replace(facts, items=known, **dict.fromkeys(others)), rule=RULE)

    assert result.pathway == (ends.pop() if len(ends) == 1 else "omission")
    assert (result.missing == ()) == (result.pathway != "omission")
    assert (result.decision.outcome == "cannot_decide") == (result.pathway == "omission")


def test_nothing_known_names_every_item_and_every_tool():
    missing = judge_programme_needs(NeedsIdentifierFacts(), rule=RULE).missing

    assert {f"static_risk.pni.{item}" for item in RULE.items} <= set(missing)
    assert {"person.setting", "static_risk.osp", "static_risk.imported.sara"} <= set(missing)


def test_an_item_scored_out_of_range_is_refused():
    with pytest.raises(ValueError, match="hostile_orientation is scored 3"):
        judge_programme_needs(NeedsIdentifierFacts(items={"hostile_orientation": 3}), rule=RULE)


@given(facts=people())
@settings(max_examples=30, deadline=None)
def test_every_reason_has_its_sentence(facts):
    words = words_of(CATALOGUE)

    for each in judge_programme_needs(facts, rule=RULE).decision.reasons:
        assert words.reason(each)


def test_a_domain_whose_table_does_not_fit_its_items_is_at_fault():
    sex = RULE.domain[0]
    broken = replace(RULE, domain=(replace(sex, items=sex.items[:2], override="another"),))

    assert {each.path for each in broken.faults()} == {
        "domain[sex].score",
        "domain[sex].override",
    }
