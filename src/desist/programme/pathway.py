"""Pathway: which of the pathways to offending a profile of scales points to.

It guides which exercises a facilitator focuses on. It is no level of risk, and to be on no
pathway is an ordinary answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from desist.programme.decision import (
    AWAITING_ADOPTION,
    CANNOT_DECIDE,
    Decision,
    Reason,
    plain,
    reason,
)
from desist.programme.missing_fact import explore
from desist.programme.pathway_rule import Pathway, PathwayRule
from desist.programme.standing import Standing, instrument_path

NO_PATHWAY = "no_pathway"


@dataclass(frozen=True, kw_only=True)
class Elevation:
    """How far one pathway is elevated: the furthest of its elevated scales.

    ``deviations`` is None where none is elevated; ``unknown`` names the scales without a z.
    """

    pathway: str
    deviations: float | None
    scales: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class JudgedPathway:
    """The primary pathway (or ``no_pathway``) and what contributes to it, furthest first.

    ``primary`` is None where it cannot be decided; ``contributing`` and ``elevations`` then still
    tell what the scales that could be compared showed.
    """

    primary: str | None
    contributing: tuple[str, ...]
    elevations: tuple[Elevation, ...]
    decision: Decision


def judge_pathway(standings: Sequence[Standing], *, rule: PathwayRule) -> JudgedPathway:
    """The pathway that is furthest elevated, or the multiple one where most of them are.

    A scale that could not be scored, or has no norm, leaves the answer open only where some value
    of it would change the answer: ``missing`` then names its instrument, ``awaiting`` the norms
    that a site could adopt.
    """
    by_scale = {each.id: each for each in standings}
    unanswered = Decision(
        question="pathway",
        outcome=CANNOT_DECIDE,
        facts=plain({"z": {s: by_scale[s].z for s in rule.scales if s in by_scale}}),
        rules=(rule.reference,),
    )
    if not rule.is_usable(*rule.pathway, rule.multiple) or not rule.is_usable():
        awaiting = replace(unanswered, outcome=AWAITING_ADOPTION, awaiting=(rule.reference,))
        return JudgedPathway(primary=None, contributing=(), elevations=(), decision=awaiting)
    elevations = tuple(_elevation(each, by_scale, rule) for each in rule.pathway)
    known = {each.pathway: each.deviations for each in elevations}
    possible = {each.pathway: _possible(each, known, rule) for each in elevations if each.unknown}
    completion = explore(possible, judge=lambda values: _primary({**known, **values}, rule))
    reasons = _reasons(elevations, by_scale, rule)
    elevated = sorted((p for p in known if known[p]), key=lambda p: -(known[p] or 0))
    if len(completion.outcomes) > 1:
        open_scales = [s for e in elevations if e.pathway in completion.decisive for s in e.unknown]
        decision = _open(replace(unanswered, reasons=reasons), open_scales, by_scale, rule)
        return JudgedPathway(
            primary=None, contributing=tuple(elevated), elevations=elevations, decision=decision
        )
    primary = completion.outcomes[0]
    return JudgedPathway(
        primary=primary,
        contributing=tuple(each for each in elevated if each != primary),
        elevations=elevations,
        decision=replace(
            unanswered, outcome=primary, reasons=(*reasons, *_conclusion(primary, known, rule))
        ),
    )


def _elevation(pathway: Pathway, by_scale: Mapping[str, Standing], rule: PathwayRule) -> Elevation:
    found, unknown = {}, []
    for indicator in pathway.indicator:
        standing = by_scale.get(indicator.scale)
        deviations = standing.elevation(indicator.towards) if standing else None
        if deviations is None:
            unknown.append(indicator.scale)
        elif deviations > rule.deviations:
            found[indicator.scale] = deviations
    return Elevation(
        pathway=pathway.id,
        deviations=max(found.values(), default=None),
        scales=tuple(found),
        unknown=tuple(unknown),
    )


def _possible(
    elevation: Elevation, known: Mapping[str, float | None], rule: PathwayRule
) -> tuple[float | None, ...]:
    """What the unknown scales of a pathway could make of it: nothing, or the furthest elevated.

    Elevation in between leads to no other answer: it counts towards the multiple pathway just as
    the furthest does.
    """
    furthest = max((each or 0.0 for each in known.values()), default=0.0)
    return (elevation.deviations, max(furthest, rule.deviations) + 1.0)


def _primary(deviations: Mapping[str, Any], rule: PathwayRule) -> str:
    """The answer where the elevation of every pathway is known; the rule's order breaks ties."""
    elevated = [each.id for each in rule.pathway if deviations[each.id] is not None]
    if not elevated:
        return NO_PATHWAY
    if len(elevated) >= rule.multiple.at_least:
        return rule.multiple.id
    return max(elevated, key=lambda each: float(deviations[each]))


def _open(
    decision: Decision,
    open_scales: Sequence[str],
    by_scale: Mapping[str, Standing],
    rule: PathwayRule,
) -> Decision:
    """The decision where the answer hangs on scales without a z: what would give them one."""
    judged = [by_scale[each] for each in open_scales if each in by_scale]
    waiting = [each for each in judged if each.standing == "awaiting_adoption"]
    normless = [each for each in judged if each.standing == "no_norm"]
    answered = {each.id for each in (*waiting, *normless)}
    reasons = [reason("pathway.awaits", rule, scale=each.title) for each in waiting]
    reasons += [reason("pathway.no_norm", rule, scale=each.title) for each in normless]
    missing = dict.fromkeys(instrument_path(s) for s in open_scales if s not in answered)
    only_adoption = waiting and not normless and not missing
    adoptable = {ref.id: ref for each in waiting for ref in each.adoptable}
    return replace(
        decision,
        outcome=AWAITING_ADOPTION if only_adoption else CANNOT_DECIDE,
        reasons=(*decision.reasons, *reasons),
        missing=tuple(missing),
        awaiting=tuple(adoptable.values()),
    )


def _reasons(
    elevations: Sequence[Elevation], by_scale: Mapping[str, Standing], rule: PathwayRule
) -> tuple[Reason, ...]:
    found = []
    for pathway, elevation in zip(rule.pathway, elevations, strict=True):
        if elevation.deviations is None:
            code = "pathway.not_known" if elevation.unknown else "pathway.not_elevated"
            found.append(reason(code, rule, pathway, pathway=pathway.title))
            continue
        found.append(
            reason(
                "pathway.elevated",
                rule,
                pathway,
                pathway=pathway.title,
                scales=[by_scale[each].title for each in elevation.scales],
                furthest=elevation.deviations,
                deviations=rule.deviations,
            )
        )
    return tuple(found)


def _conclusion(
    primary: str, known: Mapping[str, float | None], rule: PathwayRule
) -> tuple[Reason, ...]:
    titles = {each.id: each.title for each in rule.pathway}
    if primary == NO_PATHWAY:
        return (reason("pathway.none", rule),)
    if primary == rule.multiple.id:
        count = sum(each is not None for each in known.values())
        at_least, title = rule.multiple.at_least, rule.multiple.title
        return (
            reason(
                "pathway.multiple", rule, rule.multiple, count=count, at_least=at_least, title=title
            ),
        )
    tied = [titles[p] for p in known if known[p] == known[primary] and p != primary]
    found = [reason("pathway.primary", rule, pathway=titles[primary])]
    if tied:
        found.append(reason("pathway.tied", rule, pathway=titles[primary], others=tied))
    return tuple(found)
