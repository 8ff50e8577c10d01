"""Evidence check: where the figures of publications contradict themselves or one another.

Each inconsistency is stated with the arithmetic that shows it. None says who is wrong, and none
is needed for a claim to be doubtful.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from desist.programme.decision import Reason, reason
from desist.programme.evidence import (
    Claim,
    DateClaim,
    DoseClaim,
    EvidenceRecord,
    GrowthClaim,
    MeanClaim,
    ObservedExpectedClaim,
    OddsRatioClaim,
    ProportionClaim,
    QuantityClaim,
)
from desist.programme.evidence_claim_check import claim_problems
from desist.programme.evidence_recomputed import ratio_span, stated_ratio
from desist.programme.printed_figure import Span, span_of, value_of


@dataclass(frozen=True, kw_only=True)
class Inconsistency:
    """Claims that cannot all be true as printed, by id, and the arithmetic that shows it."""

    claims: tuple[str, ...]
    reason: Reason


@dataclass(frozen=True, kw_only=True)
class Held:
    """A claim with the record that holds it, so that records can be compared."""

    record: EvidenceRecord
    claim: Any


def inconsistencies(records: Sequence[EvidenceRecord]) -> tuple[Inconsistency, ...]:
    """Every inconsistency within these records and between them."""
    held = [Held(record=each, claim=claim) for each in records for _, claim in each.tables()]
    within = (
        Inconsistency(claims=(each.claim.id, *ids), reason=found)
        for each in held
        for ids, found in claim_problems(each.record, each.claim)
    )
    return (*within, *_between_claims(held))


def _between_claims(held: Sequence[Held]) -> Iterator[Inconsistency]:
    """Claims about one quantity whose printed figures leave no value in common."""
    groups: dict[tuple[str, type], list[Held]] = defaultdict(list)
    for each in held:
        if each.claim.about:
            groups[each.claim.about, type(each.claim)].append(each)
    for group in groups.values():
        for one, other in combinations(group, 2):
            found = _disagreement(one, other)
            if found:
                yield Inconsistency(claims=(one.claim.id, other.claim.id), reason=found)


def _disagreement(one: Held, other: Held) -> Reason | None:
    this, that = one.claim, other.claim
    printed = {"this": this.printed, "that": that.printed}
    match this:
        case DateClaim():
            if this.latest < that.earliest or that.latest < this.earliest:
                values = {"this": this.says, "that": that.says}
                return reason("evidence.dates_disagree", one.record, this, **values)
        case DoseClaim():
            return _dose_disagreement(one, other)
        case ObservedExpectedClaim():
            if not ratio_span(this).overlaps(ratio_span(that)):
                return _ratio_disagreement(one, other)
        case _:
            spans = _span(this), _span(that)
            if spans[0] and spans[1] and not spans[0].overlaps(spans[1]):
                return reason(
                    "evidence.figures_disagree", one.record, this, about=this.about, **printed
                )
    return None


def _span(claim: Claim) -> Span | None:
    match claim:
        case ProportionClaim(percentage=figure) | GrowthClaim(percentage=figure):
            return span_of(figure, approximately=claim.approximately)
        case OddsRatioClaim(ratio=figure) | QuantityClaim(quantity=figure):
            return span_of(figure, approximately=claim.approximately)
        case MeanClaim(mean=figure):
            return span_of(figure)
    return None


def _dose_disagreement(one: Held, other: Held) -> Reason | None:
    shorter, longer = sorted((one.claim, other.claim), key=lambda each: each.hours)
    if shorter.hours[1] >= longer.hours[0]:
        return None
    return reason(
        "evidence.doses_differ",
        one.record,
        one.claim,
        shorter=shorter.format,
        longer=longer.format,
        hours=shorter.hours[0],
        to_hours=shorter.hours[1],
        longer_hours=longer.hours[0],
        times=longer.hours[0] / shorter.hours[1],
        to_times=longer.hours[1] / shorter.hours[0],
    )


def _ratio_disagreement(one: Held, other: Held) -> Reason:
    """Two ratios, and what each would make of the one observed rate that is printed."""
    ratios = stated_ratio(one.claim), stated_ratio(other.claim)
    values = {"this": one.claim.printed, "that": other.claim.printed}
    values |= {"this_ratio": ratios[0], "that_ratio": ratios[1]}
    for each in (one, other):
        rate = each.record.claim(each.claim.rate) if each.claim.rate else None
        if isinstance(rate, ProportionClaim) and all(ratios):
            observed = float(value_of(rate.percentage))
            values |= {"observed": observed}
            values |= {"this_expected": observed / ratios[0], "that_expected": observed / ratios[1]}
            return reason("evidence.ratios_disagree_on_rate", one.record, one.claim, **values)
    return reason("evidence.ratios_disagree", one.record, one.claim, **values)
