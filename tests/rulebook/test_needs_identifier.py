"""PNI as tables: every edge of every domain and band, and the pathway of need by risk."""

from dataclasses import replace
from itertools import product

from desist.catalogue.load import load_catalogue
from desist.programme.band import RiskBand
from desist.programme.needs_identifier import (
    NeedsIdentifierFacts,
    domain_score,
    judge_programme_needs,
)
from tests.rulebook.chapter import Chapter, Table, by_rows

RULE = load_catalogue().versions("pni")[-1]
DOMAINS = {domain.id: domain for domain in RULE.domain}
LOWEST = NeedsIdentifierFacts(
    items=dict.fromkeys(RULE.items, 0),
    setting="community",
    sexual_offence=True,
    ogrs=10.0,
    ovp=5.0,
    rsr=0.5,
    dc=RiskBand.LOW,
    iic=RiskBand.LOW,
    sara=RiskBand.NOT_APPLICABLE,
)
"""Nothing raised anywhere: low need and low risk."""

SCORES = Table(
    title="Domain scores",
    explanation=(
        "Items are scored 0, 1 or 2, here in their order (see the rule's file for their names). "
        "In *sex* a 2 for offence-related interests, the second item, makes 2 by itself; in "
        "*thinking* a 2 for pro-criminal attitudes, the first."
    ),
    given=("domain", "items"),
    expected=("score",),
    rows=(
        ("sex", (0, 0, 0), 0),
        ("sex", (1, 0, 0), 0),
        ("sex", (1, 1, 0), 1),
        ("sex", (2, 0, 1), 1),
        ("sex", (2, 0, 2), 2),
        ("sex", (2, 2, 2), 2),
        ("sex", (0, 2, 0), 2),
        ("thinking", (0, 0), 0),
        ("thinking", (0, 1), 1),
        ("thinking", (1, 0), 1),
        ("thinking", (0, 2), 1),
        ("thinking", (1, 1), 1),
        ("thinking", (1, 2), 2),
        ("thinking", (2, 0), 2),
        ("thinking", (2, 2), 2),
        *(
            (domain, items, score)
            for domain in ("relationships", "self_management")
            for items, score in (
                ((0, 0, 0, 0), 0),
                ((1, 0, 0, 0), 0),
                ((1, 1, 0, 0), 1),
                ((2, 2, 0, 0), 1),
                ((1, 2, 1, 1), 2),
                ((2, 2, 2, 2), 2),
            )
        ),
    ),
)

NEED = Table(
    title="Overall need",
    explanation="The four domain scores added up.",
    given=("sex", "thinking", "relationships", "self management"),
    expected=("need",),
    rows=(
        (0, 0, 0, 0, "low"),
        (2, 0, 0, 0, "low"),
        (1, 1, 0, 0, "low"),
        (1, 1, 1, 0, "medium"),
        (2, 2, 1, 0, "medium"),
        (2, 2, 1, 1, "high"),
        (2, 2, 2, 2, "high"),
    ),
)

RISK = Table(
    title="Risk",
    explanation=(
        "The highest of the tools; each by itself here, every other low. Bands are half open: from "
        "the first number to just below the next. RSR counts only where neither OSP applies."
    ),
    given=("tool", "value"),
    expected=("risk",),
    rows=(
        *(("ogrs", v, r) for v, r in ((49.99, "low"), (50.0, "medium"), (74.995, "medium"))),
        *(("ogrs", v, "high") for v in (75.0, 99.0)),
        *(("ovp", v, r) for v, r in ((29.99, "low"), (30.0, "medium"), (59.995, "medium"))),
        ("ovp", 60.0, "high"),
        *(
            (tool, band, risk)
            for tool in ("dc", "iic")
            for band, risk in (
                ("low", "low"),
                ("medium", "medium"),
                ("high", "high"),
                ("very_high", "high"),
                ("not_applicable", "low"),
            )
        ),
        *(("sara", band, band) for band in ("low", "medium", "high")),
        ("rsr", 99.0, "low"),
        *(("rsr without OSP", v, r) for v, r in ((0.99, "low"), (1.0, "medium"), (2.99, "medium"))),
        ("rsr without OSP", 3.0, "high"),
    ),
)

CUSTODY_ONLY = {("high", "high"): "high_intensity"}
MODERATE = {("high", "high"), ("high", "medium"), ("medium", "high"), ("medium", "medium")}
PATHWAY = Table(
    title="Pathway by need and risk",
    explanation="Where no single tool decides. High intensity is given in custody only.",
    given=("need", "risk"),
    expected=("in custody", "in the community"),
    rows=tuple(
        (
            need,
            risk,
            CUSTODY_ONLY.get(
                (need, risk), "moderate_intensity" if (need, risk) in MODERATE else "alternative"
            ),
            "moderate_intensity" if (need, risk) in MODERATE else "alternative",
        )
        for need, risk in product(("low", "medium", "high"), repeat=2)
    ),
)

TOOLS = Table(
    title="Tools that decide whatever the need is",
    explanation=(
        "With low need. High all-reoffending (OGRS) together with high violent reoffending (OVP), "
        "or a raised SARA."
    ),
    given=("ogrs", "ovp", "sara"),
    expected=("in custody", "in the community"),
    rows=(
        (75.0, 60.0, "not_applicable", "high_intensity", "moderate_intensity"),
        (75.0, 59.0, "not_applicable", "alternative", "alternative"),
        (74.0, 60.0, "not_applicable", "alternative", "alternative"),
        (75.0, 5.0, "high", "high_intensity", "moderate_intensity"),
        (75.0, 5.0, "medium", "moderate_intensity", "moderate_intensity"),
        (10.0, 5.0, "high", "moderate_intensity", "moderate_intensity"),
        (10.0, 5.0, "medium", "moderate_intensity", "moderate_intensity"),
        (10.0, 5.0, "low", "alternative", "alternative"),
    ),
)

MISSING = Table(
    title="What is not known",
    explanation=(
        "Where something missing could change the pathway there is none (*omission*), and it is "
        "named. Starting from nothing raised anywhere, in the community."
    ),
    given=("not known",),
    expected=("need", "risk", "pathway", "named as missing"),
    rows=(
        (("impulsivity_problems",), "low", "low", "alternative", ()),
        (RULE.domain[0].items, "low", "low", "alternative", ()),
        (("sexual_offence",), "low", "low", "alternative", ()),
        (("setting",), "low", "low", "alternative", ()),
        (("dc",), "low", None, "alternative", ()),
        (("rsr",), "low", "low", "alternative", ()),
        (("ogrs",), "low", None, "alternative", ()),
        (("sara",), "low", None, "omission", ("imported.sara",)),
        (("ogrs", "ovp"), "low", None, "omission", ("imported.ogrs", "imported.ovp")),
    ),
)

CHAPTER = Chapter(
    order=3,
    title="Programme Needs Identifier (PNI)",
    introduction=(
        "Need from thirteen items in four domains, risk from other tools, and the intensity of "
        "programme that the two call for. A reimplementation of published code, shown beside the "
        "other tools and never merged with them. The sex domain counts for a person who has "
        "offended sexually or is a risk of sexual harm."
    ),
    entries=("pni",),
    tables=(SCORES, NEED, RISK, PATHWAY, TOOLS, MISSING),
)

FOR_SCORE = {
    "sex": ((0, 0, 0), (1, 1, 0), (2, 2, 2)),
    "thinking": ((0, 0), (1, 0), (2, 2)),
    "relationships": ((0, 0, 0, 0), (1, 1, 0, 0), (2, 2, 2, 2)),
    "self_management": ((0, 0, 0, 0), (1, 1, 0, 0), (2, 2, 2, 2)),
}
FOR_NEED = {"low": (0, 0, 0, 0), "medium": (1, 1, 1, 0), "high": (2, 2, 1, 1)}
FOR_RISK = {"low": RiskBand.LOW, "medium": RiskBand.MEDIUM, "high": RiskBand.HIGH}


def scored(*scores):
    """Items that give the four domains these scores."""
    items = {}
    for (id_, domain), score in zip(DOMAINS.items(), scores, strict=True):
        items |= dict(zip(domain.items, FOR_SCORE[id_][score], strict=True))
    return items


def judged(**changes):
    return judge_programme_needs(replace(LOWEST, **changes), rule=RULE)


@by_rows(SCORES)
def test_domain_scores(domain, items, score):
    facts = replace(LOWEST, items=dict(zip(DOMAINS[domain].items, items, strict=True)))

    assert domain_score(facts, DOMAINS[domain]).outcomes == (str(score),)


@by_rows(NEED)
def test_overall_need(sex, thinking, relationships, self_management, need):
    assert judged(items=scored(sex, thinking, relationships, self_management)).need == need


@by_rows(RISK)
def test_risk(tool, value, risk):
    banded = tool in ("dc", "iic", "sara")
    changes = {tool.split()[0]: RiskBand(value) if banded else value}
    if tool == "rsr without OSP":
        changes |= {"dc": RiskBand.NOT_APPLICABLE, "iic": RiskBand.NOT_APPLICABLE}

    assert judged(**changes).risk == risk


@by_rows(PATHWAY)
def test_pathway(need, risk, in_custody, in_the_community):
    items = scored(*FOR_NEED[need])
    for setting, pathway in (("custody", in_custody), ("community", in_the_community)):
        result = judged(items=items, dc=FOR_RISK[risk], setting=setting)
        assert (result.need, result.risk, result.pathway) == (need, risk, pathway)


@by_rows(TOOLS)
def test_tools_that_decide(ogrs, ovp, sara, in_custody, in_the_community):
    for setting, pathway in (("custody", in_custody), ("community", in_the_community)):
        result = judged(ogrs=ogrs, ovp=ovp, sara=RiskBand(sara), setting=setting)
        assert result.pathway == pathway


@by_rows(MISSING)
def test_missing_facts(not_known, need, risk, pathway, named_as_missing):
    items = {item: 0 for item in RULE.items if item not in not_known}
    others = dict.fromkeys(name for name in not_known if name not in RULE.items)

    result = judged(items=items, **others)

    assert (result.need, result.risk, result.pathway) == (need, risk, pathway)
    assert result.missing == tuple(f"static_risk.{name}" for name in named_as_missing)
