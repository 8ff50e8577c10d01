"""Sexual reoffending predictors (OSP): direct contact (DC), images and indirect contact (IIC).

A reimplementation of the rules in the published code of the service that scores them for HMPPS in
England and Wales, not that service. Two risks that are never merged: a man with image sanctions
only is often Low for one and Medium for the other. The probabilities are for a horizon that the
code does not state.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import exp
from typing import Literal

from desist.programme.band import PointsRow, RiskBand, row_of
from desist.programme.decision import (
    AWAITING_ADOPTION,
    CANNOT_DECIDE,
    Decision,
    Reason,
    plain,
    reason,
)
from desist.programme.missing_fact import Completion, complete
from desist.programme.missing_points import complete_sum
from desist.programme.sexual_predictor_rule import (
    POINTS_TABLES,
    IndirectRow,
    SexualPredictorRule,
)

SEXUAL_COUNTS = ("adult_contact", "child_contact", "non_contact", "image")
"""Facts that count sexual sanctions; where all are nought, OSP does not apply."""
PATHS = {
    "sex": "person.sex",
    "age_at_follow_up": "static_risk.osp.follow_up_on",
    "age_at_last_sexual_sanction": "static_risk.osp.last_sexual_sanction_on",
}
"""Where the case file calls a fact by another name than ``static_risk.osp`` and its own."""


@dataclass(frozen=True, kw_only=True)
class PredictorFacts:
    """Counts of sanctions, and ages in whole years on the day in question. None is not known.

    ``non_contact`` leaves image sanctions out; ``stranger`` is about the current offence.
    ``offence_free_years``: whole years in the community since the latest of the last offence, the
    last sexual offence and the start of follow-up; None leaves the reduction out.
    """

    sex: Literal["male", "female"] | None = None
    age_at_follow_up: int | None = None
    age_at_last_sexual_sanction: int | None = None
    adult_contact: int | None = None
    child_contact: int | None = None
    non_contact: int | None = None
    image: int | None = None
    total_sanctions: int | None = None
    stranger: bool | None = None
    offence_free_years: int | None = None


@dataclass(frozen=True, kw_only=True)
class PredictedRisk:
    """One predictor's answer. ``points`` are of DC alone; ``probability`` is a fraction."""

    points: int | None = None
    probability: float | None = None
    band: RiskBand | None = None


@dataclass(frozen=True, kw_only=True)
class Predictor:
    """Both predictors for one person, each with its decision (DC first)."""

    dc: PredictedRisk
    iic: PredictedRisk
    decisions: tuple[Decision, Decision]


def judge_predictor(facts: PredictorFacts, *, rule: SexualPredictorRule) -> Predictor:
    """Score one person by both predictors.

    The outcome of each decision is the band; ``not_applicable`` for a woman or without a sexual
    sanction; ``cannot_decide`` where a missing fact could change the band.

    Raises:
        ValueError: an age or a count is below nought.
    """
    dc, direct = _direct_contact(facts, rule)
    iic, indirect = _indirect(facts, rule)
    return Predictor(dc=dc, iic=iic, decisions=(direct, indirect))


def probability_of(points: int, *, rule: SexualPredictorRule) -> float:
    """The probability that so many points of DC stand for; none for no points."""
    if points == 0:
        return 0.0
    return 1 / (1 + exp(-(rule.direct.intercept + rule.direct.slope * points)))


def _direct_contact(
    facts: PredictorFacts, rule: SexualPredictorRule
) -> tuple[PredictedRisk, Decision]:
    decision = _unanswered("sexual_predictor.direct_contact", facts, rule)
    settled = _settled(facts, rule, decision, rule.is_usable(rule.direct, rule.reduction))
    if settled:
        return settled
    scored = {name: _points(facts, rule, name) for name in (*POINTS_TABLES, "stranger")}
    known = {name: row[0] for name, row in scored.items() if len(row) == 1}
    total = sum(known.values())
    completion = complete_sum(
        total,
        possible={name: row for name, row in scored.items() if name not in known},
        answer=lambda points: _direct_band(facts, rule, points).value,
    )
    doubtful = _doubtful_scope(facts)
    if doubtful or len(completion.outcomes) > 1:
        missing = _paths((*doubtful, *completion.decisive))
        return PredictedRisk(), replace(decision, outcome=CANNOT_DECIDE, missing=missing)
    band = RiskBand(completion.outcomes[0])
    whole = len(known) == len(scored)
    risk = PredictedRisk(
        points=total if whole else None,
        probability=probability_of(total, rule=rule) if whole else None,
        band=band,
    )
    code = "osp.direct.band" if whole else "osp.direct.band_whatever_is_missing"
    reasons = (
        *(
            reason(
                f"osp.direct.{name}", rule, rule.direct, value=getattr(facts, name), points=points
            )
            for name, points in known.items()
        ),
        *_reduction_reasons(facts, rule, band),
        reason(code, rule, rule.direct, points=total, band=band),
        _horizon(rule),
    )
    return risk, replace(decision, outcome=band.value, reasons=reasons)


def _indirect(facts: PredictorFacts, rule: SexualPredictorRule) -> tuple[PredictedRisk, Decision]:
    decision = _unanswered("sexual_predictor.indirect_contact", facts, rule)
    settled = _settled(facts, rule, decision, rule.is_usable(*rule.indirect))
    if settled:
        return settled
    doubtful = _doubtful_scope(facts)
    bands = _complete_counts(facts, rule, lambda row: row.band.value)
    if doubtful or len(bands.outcomes) > 1:
        missing = _paths((*doubtful, *bands.decisive))
        return PredictedRisk(), replace(decision, outcome=CANNOT_DECIDE, missing=missing)
    band = RiskBand(bands.outcomes[0])
    steps = _complete_counts(facts, rule, lambda row: str(rule.indirect.index(row))).outcomes
    step = rule.indirect[int(steps[0])] if len(steps) == 1 else None
    found = (
        reason(
            f"osp.indirect.{step.sanctions}",
            rule,
            step,
            at_least=step.at_least,
            probability=step.probability,
            band=band,
        )
        if step
        else reason("osp.indirect.band", rule, band=band)
    )
    risk = PredictedRisk(probability=step.probability if step else None, band=band)
    return risk, replace(decision, outcome=band.value, reasons=(found, _horizon(rule)))


def _unanswered(question: str, facts: PredictorFacts, rule: SexualPredictorRule) -> Decision:
    return Decision(
        question=question, outcome=CANNOT_DECIDE, facts=plain(facts), rules=(rule.reference,)
    )


def _settled(
    facts: PredictorFacts, rule: SexualPredictorRule, decision: Decision, usable: bool
) -> tuple[PredictedRisk, Decision] | None:
    """The answer where none of the points matter: out of scope, or a rule not adopted here."""
    outside = None
    if facts.sex is not None and facts.sex != rule.sex:
        outside = reason("osp.scope.sex", rule, sex=facts.sex, needed=rule.sex)
    elif all(getattr(facts, name) == 0 for name in SEXUAL_COUNTS):
        outside = reason("osp.scope.no_sexual_sanction", rule)
    if outside:
        band = RiskBand.NOT_APPLICABLE
        return PredictedRisk(band=band), replace(decision, outcome=band.value, reasons=(outside,))
    if not usable:
        answer = replace(decision, outcome=AWAITING_ADOPTION, awaiting=(rule.reference,))
        return PredictedRisk(), answer
    return None


def _doubtful_scope(facts: PredictorFacts) -> tuple[str, ...]:
    """Missing facts by which it is open whether the predictors apply at all."""
    doubtful = ("sex",) if facts.sex is None else ()
    if any(getattr(facts, name) for name in SEXUAL_COUNTS):
        return doubtful
    return doubtful + tuple(name for name in SEXUAL_COUNTS if getattr(facts, name) is None)


def _points(facts: PredictorFacts, rule: SexualPredictorRule, name: str) -> tuple[int, ...]:
    """The points that an item scores: one number, or all that it could score where not known."""
    value = getattr(facts, name)
    if name == "stranger":
        options = {True: (rule.direct.stranger_points,), False: (0,)}
        return options.get(value, (0, rule.direct.stranger_points))
    table: tuple[PointsRow, ...] = getattr(rule.direct, name)
    if value is None:
        return tuple(row.points for row in table)
    return (row_of(table, value).points,)


def _direct_band(facts: PredictorFacts, rule: SexualPredictorRule, points: int) -> RiskBand:
    band = row_of(rule.direct.band, points).band
    return band.raised(-rule.reduction.bands) if _is_reduced(facts, rule) else band


def _is_reduced(facts: PredictorFacts, rule: SexualPredictorRule) -> bool:
    years = facts.offence_free_years
    return years is not None and years >= rule.reduction.offence_free_years


def _reduction_reasons(
    facts: PredictorFacts, rule: SexualPredictorRule, band: RiskBand
) -> tuple[Reason, ...]:
    needed = rule.reduction.offence_free_years
    if _is_reduced(facts, rule):
        years = facts.offence_free_years
        return (reason("osp.reduced", rule, rule.reduction, years=years, needed=needed),)
    if facts.offence_free_years is None and band is not RiskBand.LOW:
        return (reason("osp.reduction_not_considered", rule, rule.reduction, needed=needed),)
    return ()


def _step(facts: PredictorFacts, rule: SexualPredictorRule) -> IndirectRow:
    """The first step of the hierarchy that matches; the last, where none does."""
    counts = {name: getattr(facts, name) for name in SEXUAL_COUNTS}
    counts["any_sexual"] = sum(counts.values())
    for row in rule.indirect:
        if counts[row.sanctions] >= row.at_least:
            return row
    return rule.indirect[-1]


def _complete_counts(
    facts: PredictorFacts, rule: SexualPredictorRule, answer: Callable[[IndirectRow], str]
) -> Completion:
    """What the missing counts could still lead to; no count matters above the highest step."""
    highest = max(row.at_least for row in rule.indirect)
    unknown = [name for name in SEXUAL_COUNTS if getattr(facts, name) is None]
    return complete(
        facts,
        judge=lambda each: answer(_step(each, rule)),
        possible={name: range(highest + 1) for name in unknown},
    )


def _paths(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(PATHS.get(name, f"static_risk.osp.{name}") for name in dict.fromkeys(names))


def _horizon(rule: SexualPredictorRule) -> Reason:
    if rule.horizon_years is None:
        return reason("osp.horizon_not_published", rule)
    return reason("osp.horizon", rule, years=rule.horizon_years)
