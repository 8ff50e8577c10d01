"""Programme Needs Identifier (PNI): need, risk, and the intensity of programme they call for.

A reimplementation of the rule in public code of services of HMPPS, not those services. It is
shown beside the other tools and never merged with them. Where the published code leaves a tool
that was not run out of account, here a missing result that could change the pathway is named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from desist.programme.band import MeasuredBandRow, RiskBand, row_of
from desist.programme.decision import (
    AWAITING_ADOPTION,
    CANNOT_DECIDE,
    Decision,
    Reason,
    plain,
    reason,
)
from desist.programme.missing_fact import Completion, explore
from desist.programme.needs_identifier_rule import ITEM_SCORES, NeedDomain, NeedsIdentifierRule

ProgrammePathway = Literal["high_intensity", "moderate_intensity", "alternative", "omission"]
Level = Literal["low", "medium", "high"]
PERCENTAGES = ("ogrs", "ovp", "rsr")
PATHS = {
    "setting": "person.setting",
    "sexual_offence": "offence",
    "dc": "static_risk.osp",
    "iic": "static_risk.osp",
    **{name: f"static_risk.imported.{name}" for name in (*PERCENTAGES, "sara")},
}
"""Where the case file holds a fact that is no item of ``static_risk.pni``."""
ASCENDING = ("not_applicable", "low", "medium", "high")


@dataclass(frozen=True, kw_only=True)
class NeedsIdentifierFacts:
    """Item scores and the results of other tools. What is not known is None or left out.

    ``sexual_offence``: the person has offended sexually or is a risk of sexual harm. ``dc`` and
    ``iic`` are bands of OSP; ``ogrs``, ``ovp`` and ``rsr`` percentages; ``sara`` is
    ``not_applicable`` where there is no reason to rate it.
    """

    items: Mapping[str, int] = field(default_factory=dict)
    setting: Literal["community", "custody"] | None = None
    sexual_offence: bool | None = None
    ogrs: float | None = None
    ovp: float | None = None
    rsr: float | None = None
    dc: RiskBand | None = None
    iic: RiskBand | None = None
    sara: RiskBand | None = None


@dataclass(frozen=True, kw_only=True)
class ProgrammeNeeds:
    """Need, risk and pathway, each None (``omission``) where a missing fact leaves it open."""

    need: Level | None = None
    risk: Level | None = None
    pathway: ProgrammePathway | None = None
    missing: tuple[str, ...] = ()
    decision: Decision


@dataclass(frozen=True, kw_only=True)
class _Group:
    """What a group of facts can still come to, and its missing facts that can move it."""

    values: tuple[str, ...]
    missing: tuple[str, ...] = ()


def judge_programme_needs(
    facts: NeedsIdentifierFacts, *, rule: NeedsIdentifierRule
) -> ProgrammeNeeds:
    """The pathway that need and risk call for in this setting.

    The decision's outcome is the pathway, or ``cannot_decide`` (pathway ``omission``) where a
    missing fact could change it. A missing fact is named where it can move the need or the risk
    that it belongs to, and that in turn the pathway.

    Raises:
        ValueError: an item is scored other than 0, 1 or 2.
    """
    decision = Decision(
        question="programme_needs",
        outcome=AWAITING_ADOPTION,
        facts=plain(facts),
        rules=(rule.reference,),
        awaiting=(rule.reference,),
    )
    if not rule.is_usable(*rule.domain):
        return ProgrammeNeeds(decision=decision)
    groups = _groups(facts, rule)
    risk = explore(_possible(groups, without="need"), judge=_risk)
    pathway = explore(_possible(groups), judge=_pathway)
    decided = len(pathway.outcomes) == 1
    missing = [] if decided else [n for name in pathway.decisive for n in groups[name].missing]
    outcome: Any = pathway.outcomes[0] if decided else "omission"
    paths = tuple(dict.fromkeys(PATHS.get(n, f"static_risk.pni.{n}") for n in missing))
    need_level, risk_level = _only(groups["need"].values), _only(risk.outcomes)
    return ProgrammeNeeds(
        need=need_level,
        risk=risk_level,
        pathway=outcome,
        missing=paths,
        decision=Decision(
            question=decision.question,
            outcome=outcome if decided else CANNOT_DECIDE,
            reasons=tuple(_reasons(facts, rule, groups, risk_level, outcome)),
            missing=paths,
            facts=decision.facts,
            rules=decision.rules,
        ),
    )


def _groups(facts: NeedsIdentifierFacts, rule: NeedsIdentifierRule) -> dict[str, _Group]:
    """Each thing that the pathway rests on, with what it can still be."""
    settings = (facts.setting,) if facts.setting else ("community", "custody")
    return {
        "setting": _Group(values=settings, missing=() if facts.setting else ("setting",)),
        "need": _need(facts, rule),
        "ogrs": _of_percentage("ogrs", facts, rule),
        "ovp": _of_percentage("ovp", facts, rule),
        "sexual": _sexual(facts, rule),
        "sara": _of_band("sara", facts.sara),
    }


def _possible(groups: Mapping[str, _Group], *, without: str = "") -> dict[str, tuple[str, ...]]:
    return {name: group.values for name, group in groups.items() if name != without}


def _only(values: tuple[str, ...]) -> Any:
    return values[0] if len(values) == 1 else None


def _need(facts: NeedsIdentifierFacts, rule: NeedsIdentifierRule) -> _Group:
    """The level of need: the domain scores added up."""
    domains = {domain.id: domain_score(facts, domain) for domain in rule.domain}
    completion = explore(
        {name: each.outcomes for name, each in domains.items()},
        judge=lambda scores: row_of(rule.need, sum(map(int, scores.values()))).band.value,
    )
    return _Group(
        values=completion.outcomes,
        missing=tuple(item for name in completion.decisive for item in domains[name].decisive),
    )


def domain_score(facts: NeedsIdentifierFacts, domain: NeedDomain) -> Completion:
    """The scores that a domain can have, and the missing facts that can move it."""
    possible: dict[str, tuple[Any, ...]] = {}
    for item in domain.items:
        score = facts.items.get(item)
        if score is not None and score not in ITEM_SCORES:
            raise ValueError(f"{item} is scored {score}; give 0, 1 or 2")
        possible[item] = ITEM_SCORES if score is None else (score,)
    if domain.sexual:
        known = facts.sexual_offence
        possible["sexual_offence"] = (True, False) if known is None else (known,)

    def judge(values: Mapping[str, Any]) -> str:
        if values.get("sexual_offence") is False:
            return str(domain.score[0].points)
        if values.get(domain.override) == max(ITEM_SCORES):
            return str(domain.score[-1].points)
        return str(row_of(domain.score, sum(values[item] for item in domain.items)).points)

    return explore(possible, judge=judge)


def _of_percentage(name: str, facts: NeedsIdentifierFacts, rule: NeedsIdentifierRule) -> _Group:
    value: float | None = getattr(facts, name)
    table: tuple[MeasuredBandRow, ...] = getattr(rule, name)
    bands = tuple(row.band.value for row in table if value is None or value in row)
    return _Group(values=bands, missing=(name,) if value is None else ())


def _of_band(name: str, band: RiskBand | None) -> _Group:
    """A band, where very high counts as high."""
    if band is None:
        return _Group(values=ASCENDING, missing=(name,))
    return _Group(values=("high" if band is RiskBand.VERY_HIGH else band.value,))


def _sexual(facts: NeedsIdentifierFacts, rule: NeedsIdentifierRule) -> _Group:
    """The higher of the two OSP bands; that of RSR where neither of them applies."""
    tools = {
        "dc": _of_band("dc", facts.dc),
        "iic": _of_band("iic", facts.iic),
        "rsr": _of_percentage("rsr", facts, rule),
    }

    def judge(bands: Mapping[str, str]) -> str:
        highest = max(bands["dc"], bands["iic"], key=ASCENDING.index)
        return bands["rsr"] if highest == "not_applicable" else highest

    completion = explore(_possible(tools), judge=judge)
    return _Group(values=completion.outcomes, missing=completion.decisive)


def _risk(levels: Mapping[str, Any]) -> str:
    """The highest of all the tools; low where none is raised."""
    bands = [levels[name] for name in ("ogrs", "ovp", "sexual", "sara")]
    highest = max(bands, key=ASCENDING.index)
    return "low" if highest == "not_applicable" else str(highest)


def _pathway(levels: Mapping[str, Any]) -> ProgrammePathway:
    """High intensity is there in custody only; what calls for it elsewhere gets moderate."""
    need_and_risk = (levels["need"], _risk(levels))
    general, sara = levels["ogrs"] == "high", levels["sara"]
    strongest = need_and_risk == ("high", "high") or (general and levels["ovp"] == "high")
    in_custody = levels["setting"] == "custody"
    if in_custody and (strongest or (general and sara == "high")):
        return "high_intensity"
    moderate = (("medium", "high"), ("high", "medium"), ("medium", "medium"))
    if (strongest and not in_custody) or sara in ("medium", "high") or need_and_risk in moderate:
        return "moderate_intensity"
    return "alternative"


def _reasons(
    facts: NeedsIdentifierFacts,
    rule: NeedsIdentifierRule,
    groups: Mapping[str, _Group],
    risk: Level | None,
    pathway: ProgrammePathway,
) -> Iterator[Reason]:
    for domain in rule.domain:
        score = _only(domain_score(facts, domain).outcomes)
        if score is not None:
            overridden = facts.items.get(domain.override) == max(ITEM_SCORES)
            code = "pni.domain.override" if overridden else "pni.domain"
            yield reason(code, rule, domain, domain=domain.title, score=score)
    need = _only(groups["need"].values)
    if need:
        yield reason("pni.need", rule, need=need)
    for name in (*PERCENTAGES, "dc", "iic", "sara"):
        value = getattr(facts, name)
        if value is not None:
            yield reason(f"pni.risk.{name}", rule, value=value)
    if risk:
        yield reason("pni.risk", rule, risk=risk)
    yield reason(f"pni.pathway.{pathway}", rule, setting=facts.setting)
