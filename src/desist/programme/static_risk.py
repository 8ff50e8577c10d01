"""Static risk by Risk Matrix 2000: sexual (S), violent (V) and combined (C) scales.

Every table is catalogue data (``rules/rm2000``); here is only how the tables combine: points
choose a preliminary band, aggravating factors raise it, and C adds the levels of S and V.
Both codings are always judged. *Standard* counts an aggravating factor whatever offence supports
it; *adapted* ignores, for the factors that the rule names, support from image offences alone
(Osborn, Elliott, Middleton and Beech 2010 found that the standard coding over-predicts for men
convicted of image offences).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any, Literal

from desist.programme.band import PointsRow, RiskBand, row_of
from desist.programme.decision import (
    AWAITING_ADOPTION,
    CANNOT_DECIDE,
    Decision,
    Reason,
    plain,
    reason,
)
from desist.programme.missing_fact import complete
from desist.programme.static_risk_rule import AGGRAVATING_FACTORS, StaticRiskRule

Variant = Literal["standard", "adapted"]
Support = Literal["no", "image", "other"]
"""What supports an aggravating factor: nothing, image offences only, or some other offence."""

SEXUAL_FACTS = ("age", "sexual_appearances", "criminal_appearances", *AGGRAVATING_FACTORS)
VIOLENCE_FACTS = ("age", "violent_appearances", "burglary")
CASE_FILE_KEYS = {"age": "commencement_on"}
"""Where the case file calls a fact by another name."""
SCOPE_PATHS = {"sex": "person.sex", "offence_after_16": "offence.committed_on"}
"""Facts without which it is open whether the tool applies at all, and where the case holds them."""


@dataclass(frozen=True, kw_only=True)
class StaticRiskFacts:
    """What a coder enters. None means not known; ``age`` is at commencement of risk, in years."""

    sex: Literal["male", "female"] | None = None
    age: int | None = None
    offence_after_16: bool | None = None
    sexual_appearances: int | None = None
    criminal_appearances: int | None = None
    violent_appearances: int | None = None
    burglary: bool | None = None
    single: bool | None = None
    male_victim: Support | None = None
    stranger_victim: Support | None = None
    non_contact: Support | None = None


@dataclass(frozen=True, kw_only=True)
class ScaleResult:
    """Points, number of aggravating factors, and band of one scale; None where not decided."""

    points: int | None = None
    aggravating: int | None = None
    band: RiskBand | None = None


@dataclass(frozen=True, kw_only=True)
class StaticRisk:
    """One coding (standard or adapted) of one person on the three scales."""

    variant: Variant
    sexual: ScaleResult
    violence: ScaleResult
    combined: ScaleResult
    decision: Decision


def judge_static_risk(
    facts: StaticRiskFacts, *, rule: StaticRiskRule, variant: Variant
) -> StaticRisk:
    """Code one person by one variant of the rule.

    The Decision's outcome is the band on scale S, or ``not_applicable`` outside the tool's scope,
    ``cannot_decide`` where a missing fact matters, ``awaiting_adoption`` where the rule is not
    usable here. Each scale is decided by itself: a missing fact that only V needs leaves S
    decided. Where it is open whether the tool applies, nothing is.
    """
    unanswered = Decision(
        question=f"static_risk.{variant}",
        outcome=CANNOT_DECIDE,
        facts=plain(facts),
        rules=(rule.reference,),
    )
    outside = _outside_scope(facts, rule)
    if outside:
        result = ScaleResult(band=RiskBand.NOT_APPLICABLE)
        decision = replace(unanswered, outcome=RiskBand.NOT_APPLICABLE.value, reasons=outside)
        return _same_for_all(variant, result, decision)
    if not rule.is_usable(rule.sexual, rule.violence, rule.combined, rule.adapted):
        decision = replace(unanswered, outcome=AWAITING_ADOPTION, awaiting=(rule.reference,))
        return _same_for_all(variant, ScaleResult(), decision)
    judged = _judge_scales(facts, rule, variant, unanswered)
    doubtful = tuple(path for name, path in SCOPE_PATHS.items() if getattr(facts, name) is None)
    if not doubtful:
        return judged
    missing = tuple(dict.fromkeys((*doubtful, *judged.decision.missing)))
    return _same_for_all(variant, ScaleResult(), replace(unanswered, missing=missing))


def _judge_scales(
    facts: StaticRiskFacts, rule: StaticRiskRule, variant: Variant, unanswered: Decision
) -> StaticRisk:
    """The three scales of a usable rule, for a person within its scope."""
    sexual, sexual_bands, sexual_missing = _decide(
        facts, _sexual(rule, variant), _possible(rule, SEXUAL_FACTS)
    )
    violence, violence_bands, violence_missing = _decide(
        facts, _violence(rule), _possible(rule, VIOLENCE_FACTS)
    )
    combined = _combined(rule, sexual_bands, violence_bands)
    missing = dict.fromkeys((*sexual_missing, *violence_missing))
    return StaticRisk(
        variant=variant,
        sexual=sexual,
        violence=violence,
        combined=combined,
        decision=replace(
            unanswered,
            outcome=sexual.band.value if sexual.band else CANNOT_DECIDE,
            reasons=(
                *_sexual_reasons(facts, rule, variant, sexual),
                *_violence_reasons(facts, rule, violence),
                *_combined_reasons(rule, combined),
            ),
            missing=tuple(f"static_risk.rm2000.{CASE_FILE_KEYS.get(n, n)}" for n in missing),
        ),
    )


def _same_for_all(variant: Variant, result: ScaleResult, decision: Decision) -> StaticRisk:
    return StaticRisk(
        variant=variant, sexual=result, violence=result, combined=result, decision=decision
    )


def _outside_scope(facts: StaticRiskFacts, rule: StaticRiskRule) -> tuple[Reason, ...]:
    """Every reason why the tool does not apply to this person; empty where it does."""
    scope, found = rule.scope, []
    if facts.sex not in (None, scope.sex):
        found.append(reason("scope.sex", rule, scope, sex=facts.sex, needed=scope.sex))
    if facts.age is not None and facts.age < scope.minimum_age:
        found.append(reason("scope.age", rule, scope, age=facts.age, minimum=scope.minimum_age))
    if facts.offence_after_16 is False:
        found.append(reason("scope.offence", rule, scope, after_age=scope.offence_after_age))
    return tuple(found)


def counts(support: Support | bool, *, factor: str, rule: StaticRiskRule, variant: Variant) -> bool:
    """Whether an aggravating factor with this support counts under this variant."""
    if isinstance(support, bool):
        return support
    ignored = variant == "adapted" and factor in rule.adapted.ignores_image_support_for
    return support == "other" or (support == "image" and not ignored)


def _sexual(rule: StaticRiskRule, variant: Variant) -> Callable[[StaticRiskFacts], ScaleResult]:
    scale = rule.sexual

    def compute(facts: StaticRiskFacts) -> ScaleResult:
        points = sum(
            row_of(table, getattr(facts, name)).points
            for name, table in _sexual_tables(rule).items()
        )
        aggravating = sum(
            counts(getattr(facts, factor), factor=factor, rule=rule, variant=variant)
            for factor in AGGRAVATING_FACTORS
        )
        raised = row_of(scale.aggravating.row, aggravating).bands
        band = row_of(scale.band, points).band.raised(raised)
        return ScaleResult(points=points, aggravating=aggravating, band=band)

    return compute


def _sexual_tables(rule: StaticRiskRule) -> dict[str, tuple[PointsRow, ...]]:
    scale = rule.sexual
    return {
        "age": scale.age,
        "sexual_appearances": scale.sexual_appearances,
        "criminal_appearances": scale.criminal_appearances,
    }


def _violence(rule: StaticRiskRule) -> Callable[[StaticRiskFacts], ScaleResult]:
    scale = rule.violence

    def compute(facts: StaticRiskFacts) -> ScaleResult:
        points = (
            row_of(scale.age, facts.age or 0).points
            + row_of(scale.violent_appearances, facts.violent_appearances or 0).points
            + (scale.burglary_points if facts.burglary else 0)
        )
        return ScaleResult(points=points, band=row_of(scale.band, points).band)

    return compute


def _combined(
    rule: StaticRiskRule, sexual: Sequence[RiskBand], violence: Sequence[RiskBand]
) -> ScaleResult:
    """Scale C, where every combination of the possible bands of S and V gives one band."""
    levels = {one.level + other.level for one, other in product(sexual, violence)}
    bands = {row_of(rule.combined.band, level).band for level in levels}
    if len(bands) != 1:
        return ScaleResult()
    return ScaleResult(points=levels.pop() if len(levels) == 1 else None, band=bands.pop())


def _possible(rule: StaticRiskRule, names: Sequence[str]) -> dict[str, tuple[Any, ...]]:
    """For each fact, one value for each way in which it can count."""
    ages = {row.at_least for row in (*rule.sexual.age, *rule.violence.age)}
    table: Mapping[str, tuple[Any, ...]] = {
        "age": tuple(sorted(ages)),
        "sexual_appearances": tuple(r.at_least for r in rule.sexual.sexual_appearances),
        "criminal_appearances": tuple(r.at_least for r in rule.sexual.criminal_appearances),
        "violent_appearances": tuple(r.at_least for r in rule.violence.violent_appearances),
        "burglary": (False, True),
        "single": (False, True),
    }
    return {name: table.get(name, ("no", "other")) for name in names}


def _decide(
    facts: StaticRiskFacts,
    compute: Callable[[StaticRiskFacts], ScaleResult],
    possible: Mapping[str, tuple[Any, ...]],
) -> tuple[ScaleResult, tuple[RiskBand, ...], tuple[str, ...]]:
    """The result, the bands still possible, and the missing facts that make the difference."""
    unknown = {name: each for name, each in possible.items() if getattr(facts, name) is None}
    if not unknown:
        result = compute(facts)
        return result, (result.band,) if result.band else (), ()
    completion = complete(facts, judge=lambda each: str(compute(each).band), possible=unknown)
    bands = tuple(RiskBand(outcome) for outcome in completion.outcomes)
    result = ScaleResult(band=bands[0]) if len(bands) == 1 else ScaleResult()
    return result, bands, completion.decisive


def _sexual_reasons(
    facts: StaticRiskFacts, rule: StaticRiskRule, variant: Variant, result: ScaleResult
) -> tuple[Reason, ...]:
    scale = rule.sexual
    items = [
        reason(
            f"sexual.{name}",
            rule,
            scale,
            value=getattr(facts, name),
            points=row_of(table, getattr(facts, name)).points,
        )
        for name, table in _sexual_tables(rule).items()
        if getattr(facts, name) is not None
    ]
    factors = []
    for factor in AGGRAVATING_FACTORS:
        support = getattr(facts, factor)
        if support in (None, False, "no"):
            continue
        counted = counts(support, factor=factor, rule=rule, variant=variant)
        code = f"sexual.{factor}.counted" if counted else f"sexual.{factor}.image_only"
        factors.append(reason(code, rule, scale if counted else rule.adapted, support=support))
    if result.band is None:
        return (*items, *factors)
    return (
        *items,
        *factors,
        reason(
            "sexual.band",
            rule,
            scale,
            points=result.points,
            aggravating=result.aggravating,
            band=result.band,
        ),
    )


def _violence_reasons(
    facts: StaticRiskFacts, rule: StaticRiskRule, result: ScaleResult
) -> tuple[Reason, ...]:
    scale, found = rule.violence, []
    for name, table in (("age", scale.age), ("violent_appearances", scale.violent_appearances)):
        value = getattr(facts, name)
        if value is not None:
            points = row_of(table, value).points
            found.append(reason(f"violence.{name}", rule, scale, value=value, points=points))
    if facts.burglary:
        found.append(reason("violence.burglary", rule, scale, points=scale.burglary_points))
    if result.band is not None:
        found.append(reason("violence.band", rule, scale, points=result.points, band=result.band))
    return tuple(found)


def _combined_reasons(rule: StaticRiskRule, result: ScaleResult) -> tuple[Reason, ...]:
    if result.band is None:
        return ()
    return (reason("combined.band", rule, rule.combined, levels=result.points, band=result.band),)
