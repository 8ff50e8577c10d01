"""Evidence claim check: what is impossible or misstated about one claim by itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from desist.programme.decision import Reason, reason
from desist.programme.evidence import (
    Claim,
    DateClaim,
    EvidenceRecord,
    GrowthClaim,
    MeanClaim,
    ObservedExpectedClaim,
    OddsRatioClaim,
    ProportionClaim,
    Sample,
)
from desist.programme.evidence_recomputed import ratio_span, summary_of
from desist.programme.growth import growth_between
from desist.programme.printed_figure import Span, span_of
from desist.programme.proportion import attainable_counts, largest_n
from desist.programme.summary_statistics import nearest_smaller_n, summary_problems

Problem = tuple[tuple[str, ...], Reason]
"""The ids of other claims that bear on it, and what is wrong."""


def claim_problems(record: EvidenceRecord, claim: Claim) -> Iterator[Problem]:
    """What is wrong about one claim and those it refers to."""
    match claim:
        case Sample():
            yield from _sample_problems(record, claim)
        case ProportionClaim():
            yield from _proportion_problems(record, claim)
        case GrowthClaim():
            yield from _growth_problems(record, claim)
        case MeanClaim():
            yield from _mean_problems(record, claim)
        case ObservedExpectedClaim():
            yield from _ratio_problems(record, claim)
        case OddsRatioClaim():
            yield from _odds_ratio_problems(record, claim)
        case DateClaim():
            yield from _date_problems(record, claim)


def _close(value: float, span: Span) -> bool:
    """Whether a computed value lies in the span, up to the last place of floating point."""
    slack = 1e-9 * max(1.0, abs(value))
    return float(span.low) - slack <= value <= float(span.high) + slack


def _sample_problems(record: EvidenceRecord, sample: Sample) -> Iterator[Problem]:
    for whole in (record.sample_called(sample.drawn_from), record.sample_called(sample.part_of)):
        if whole and whole.n and sample.n and sample.n > whole.n:
            values: dict[str, Any] = {"n": sample.n, "whole": whole.n}
            yield (whole.id,), reason("evidence.part_larger_than_whole", record, sample, **values)
    shares = [each for each in record.proportion if each.sample == sample.id]
    original = record.sample_called(sample.drawn_from)
    if sample.weighted_estimate:
        percentages = tuple(f"{each.percentage}%" for each in shares)
        values = {"n": sample.n, "percentages": percentages}
        found = reason("evidence.weighted_estimate_printed_as_sample", record, sample, **values)
        if sample.n is not None:
            yield tuple(each.id for each in shares), found
    elif original and original.n and sample.n and sample.n < original.n:
        yield from _shrunk_sample_problems(record, sample, shares, original)


def _shrunk_sample_problems(
    record: EvidenceRecord, sample: Sample, shares: list[ProportionClaim], original: Sample
) -> Iterator[Problem]:
    """Percentages that the sample allows and the larger one, from which it was drawn, does not."""

    def allows(whole: Sample, each: ProportionClaim) -> bool:
        return bool(
            attainable_counts(each.percentage, n=whole.n or 0, approximately=each.approximately)
        )

    telling = [each for each in shares if allows(sample, each) and not allows(original, each)]
    if telling and sample.n and original.n:
        values = {"n": sample.n, "original": original.n, "lost": original.n - sample.n}
        percentages = tuple(f"{each.percentage}%" for each in telling)
        yield (
            (original.id, *(each.id for each in telling)),
            reason(
                "evidence.only_attainable_in_smaller_sample",
                record,
                sample,
                percentages=percentages,
                **values,
            ),
        )


def _proportion_problems(record: EvidenceRecord, claim: ProportionClaim) -> Iterator[Problem]:
    sample = record.sample_called(claim.sample)
    if sample is None or sample.n is None or sample.weighted_estimate:
        return
    counts = attainable_counts(claim.percentage, n=sample.n, approximately=claim.approximately)
    values: dict[str, Any] = {"percentage": claim.percentage, "n": sample.n}
    if not counts:
        nearest = largest_n(claim.percentage, at_most=sample.n)
        yield (
            (),
            reason("evidence.percentage_unattainable", record, claim, nearest=nearest, **values),
        )
    if claim.count is not None and claim.count not in counts:
        share = 100 * claim.count / sample.n
        values |= {"count": claim.count, "share": share}
        yield (), reason("evidence.count_unlike_percentage", record, claim, **values)


def _growth_problems(record: EvidenceRecord, claim: GrowthClaim) -> Iterator[Problem]:
    growth = growth_between(claim.first, claim.last, years=claim.last_year - claim.first_year)
    stated = span_of(claim.percentage, approximately=claim.approximately)
    actual = 100 * (growth.increase if claim.called == "increase" else growth.ratio)
    if not _close(actual, stated):
        values: dict[str, Any] = {"printed": claim.printed, "called": claim.called}
        values |= {"first": claim.first, "last": claim.last, "ratio": growth.ratio}
        values |= {"increase": 100 * growth.increase, "compound": 100 * growth.compound_rate}
        yield (), reason("evidence.growth_misstated", record, claim, **values)


def _mean_problems(record: EvidenceRecord, claim: MeanClaim) -> Iterator[Problem]:
    summary = summary_of(record, claim)
    if summary is None:
        return
    for problem in summary_problems(summary):
        values: dict[str, Any] = {"mean": claim.mean, "sd": claim.sd, "n": summary.n}
        if "range" in problem:
            values |= {"lowest": claim.lowest, "highest": claim.highest}
        else:
            values["nearest"] = nearest_smaller_n(summary)
        yield (), reason(f"evidence.{problem}", record, claim, **values)


def _ratio_problems(record: EvidenceRecord, claim: ObservedExpectedClaim) -> Iterator[Problem]:
    if claim.observed is None or claim.expected is None:
        return
    ratio = claim.observed / claim.expected
    if not _close(ratio, ratio_span(claim)):
        values = {"observed": claim.observed, "expected": claim.expected, "ratio": ratio}
        yield (
            (),
            reason("evidence.ratio_unlike_counts", record, claim, printed=claim.printed, **values),
        )


def _odds_ratio_problems(record: EvidenceRecord, claim: OddsRatioClaim) -> Iterator[Problem]:
    if claim.table is None:
        return
    ratio = claim.table.odds_ratio
    if not _close(ratio, span_of(claim.ratio, approximately=claim.approximately)):
        values = {"printed": claim.printed, "ratio": ratio}
        yield (), reason("evidence.odds_ratio_unlike_table", record, claim, **values)


def _date_problems(record: EvidenceRecord, claim: DateClaim) -> Iterator[Problem]:
    for earlier in (record.claim(id_) for id_ in claim.after):
        if isinstance(earlier, DateClaim) and claim.latest < earlier.earliest:
            values = {"this": claim.says, "that": earlier.says}
            yield (earlier.id,), reason("evidence.dates_out_of_order", record, claim, **values)
