"""Evidence recomputed: what follows from the figures of one claim, and what does not follow.

Where an interval would mislead, none is computed and a remark says why.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field

from desist.programme.decision import Plain, Reason, plain, reason
from desist.programme.evidence import (
    DateClaim,
    DoseClaim,
    EvidenceRecord,
    GrowthClaim,
    MeanClaim,
    ObservedExpectedClaim,
    OddsRatioClaim,
    ProportionClaim,
)
from desist.programme.growth import growth_between
from desist.programme.observed_expected import observed_expected_interval
from desist.programme.printed_figure import Span, decimals_of, span_of, value_of
from desist.programme.proportion import Interval, attainable_counts, wilson_interval
from desist.programme.summary_statistics import (
    Summary,
    attainable_sums,
    attainable_totals,
    least_maximum,
)

COUNTED_APART = 3.0
"""From this ratio of variance to mean on, counts vary too much for a Poisson interval."""
MOST_SHOWN = 1000
"""Beyond so many sums nothing about single sums is worth saying."""


@dataclass(frozen=True, kw_only=True)
class Recomputed:
    """What follows from one claim: figures by name, and remarks on what must not be read into it.

    Shares are fractions, ``*_percentage`` are percentages, times are years, lengths hours.
    """

    figures: Mapping[str, Plain] = field(default_factory=dict)
    remarks: tuple[Reason, ...] = ()


def recompute(record: EvidenceRecord, claim: object) -> Recomputed:
    """Everything that follows from one claim of a record that has no faults."""
    match claim:
        case ProportionClaim():
            return _proportion(record, claim)
        case GrowthClaim():
            years = claim.last_year - claim.first_year
            growth = growth_between(claim.first, claim.last, years=years)
            return Recomputed(figures=plain(growth) | {"years": years})
        case MeanClaim():
            return _mean(record, claim)
        case ObservedExpectedClaim():
            return _observed_expected(record, claim)
        case OddsRatioClaim():
            return _odds_ratio(record, claim)
        case DoseClaim():
            least, most = claim.hours
            return Recomputed(figures={"hours": least, "to_hours": most})
        case DateClaim():
            days = (claim.latest - claim.earliest).days
            return Recomputed(figures={"days_of_doubt": days})
    return Recomputed()


def _proportion(record: EvidenceRecord, claim: ProportionClaim) -> Recomputed:
    sample = record.sample_called(claim.sample)
    figures: dict[str, Plain] = {
        "decimals": decimals_of(claim.percentage),
        "n": sample.n if sample else None,
        "lowest_count": None,
        "highest_count": None,
        "interval": None,
    }
    remarks = list(_proportion_remarks(record, claim))
    if sample is None or sample.n is None or sample.weighted_estimate:
        return Recomputed(figures=figures, remarks=tuple(remarks))
    counts = attainable_counts(claim.percentage, n=sample.n, approximately=claim.approximately)
    if claim.count is not None:
        counts = range(claim.count, claim.count + 1)
    if counts:
        lowest, highest = counts[0], counts[-1]
        low, high = (wilson_interval(each, n=sample.n) for each in (lowest, highest))
        whole = Interval(low=low.low, high=high.high, level=low.level, method=low.method)
        figures |= {"lowest_count": lowest, "highest_count": highest, "interval": asdict(whole)}
        figures |= {"at_lowest_count": asdict(low), "at_highest_count": asdict(high)}
        if claim.follow_up and not claim.follow_up.varies:
            person_years = sample.n * claim.follow_up.years
            figures["per_100_person_years"] = plain(
                (100 * lowest / person_years, 100 * highest / person_years)
            )
    return Recomputed(figures=figures, remarks=tuple(remarks))


def _proportion_remarks(record: EvidenceRecord, claim: ProportionClaim) -> Iterator[Reason]:
    yield from _sample_remarks(record, claim)
    if not claim.outcome_stated:
        yield reason("evidence.outcome_not_stated", record, claim)
    if claim.follow_up and claim.follow_up.varies:
        years, to_years = claim.follow_up.years, claim.follow_up.to_years
        yield reason("evidence.follow_up_varies", record, claim, years=years, to_years=to_years)


def _sample_remarks(record: EvidenceRecord, claim: ProportionClaim | MeanClaim) -> Iterator[Reason]:
    sample = record.sample_called(claim.sample)
    if sample is None or sample.n is None:
        yield reason("evidence.no_interval_without_n", record, claim)
    elif sample.weighted_estimate:
        yield reason("evidence.no_interval_for_weighted_estimate", record, sample, n=sample.n)


def summary_of(record: EvidenceRecord, claim: MeanClaim) -> Summary | None:
    """The claim as a summary to be tested; None where nobody was counted, or not how many."""
    sample = record.sample_called(claim.sample)
    if sample is None or sample.n is None or sample.weighted_estimate:
        return None
    return Summary(
        n=sample.n,
        mean=span_of(claim.mean),
        sd=span_of(claim.sd),
        lowest=claim.lowest,
        highest=claim.highest,
        whole_numbers=claim.whole_numbers,
    )


def _mean(record: EvidenceRecord, claim: MeanClaim) -> Recomputed:
    mean, sd = float(value_of(claim.mean)), float(value_of(claim.sd))
    dispersion = sd**2 / mean if mean and claim.whole_numbers else None
    figures: dict[str, Plain] = {"variance_to_mean": dispersion}
    remarks = list(_sample_remarks(record, claim))
    if dispersion is not None and dispersion >= COUNTED_APART:
        remarks.append(reason("evidence.counts_vary_too_much", record, claim, times=dispersion))
    summary = summary_of(record, claim)
    if summary is not None and summary.whole_numbers:
        figures["n"] = summary.n
        sums = attainable_sums(summary)
        if 0 < len(sums) <= MOST_SHOWN:
            figures |= {"lowest_sum": sums[0], "highest_sum": sums[-1]}
            free = Summary(n=summary.n, mean=summary.mean, sd=summary.sd)
            tops = [least_maximum(each) for each in attainable_totals(free)]
            figures["highest_is_at_least"] = min(tops, default=None)
    return Recomputed(figures=figures, remarks=tuple(remarks))


def ratio_span(claim: ObservedExpectedClaim) -> Span:
    """Every ratio of observed to expected that the printed figure may stand for."""
    if claim.times_expected is not None:
        return span_of(claim.times_expected, approximately=claim.approximately)
    below = span_of(str(claim.percentage_below), approximately=claim.approximately)
    return Span(low=1 - below.high / 100, high=1 - below.low / 100)


def stated_ratio(claim: ObservedExpectedClaim) -> float:
    """The ratio of observed to expected as printed: 0.39 for "61% below"."""
    if claim.times_expected is not None:
        return float(value_of(claim.times_expected))
    return float(1 - value_of(str(claim.percentage_below)) / 100)


def _observed_expected(record: EvidenceRecord, claim: ObservedExpectedClaim) -> Recomputed:
    ratio = stated_ratio(claim)
    figures: dict[str, Plain] = {"stated_ratio": ratio, "interval": None}
    remarks = []
    if claim.observed is None or claim.expected is None:
        remarks.append(reason("evidence.no_interval_without_both_counts", record, claim))
    else:
        figures["ratio"] = claim.observed / claim.expected
        figures["interval"] = asdict(observed_expected_interval(claim.observed, claim.expected))
    if claim.completers_only:
        remarks.append(reason("evidence.completers_only", record, claim))
    rate = record.claim(claim.rate) if claim.rate else None
    if isinstance(rate, ProportionClaim) and ratio > 0:
        observed = float(value_of(rate.percentage))
        figures |= {"observed_percentage": observed, "expected_percentage": observed / ratio}
    return Recomputed(figures=figures, remarks=tuple(remarks))


def _odds_ratio(record: EvidenceRecord, claim: OddsRatioClaim) -> Recomputed:
    if claim.table is None:
        figures: dict[str, Plain] = {"odds_ratio": None, "interval": None}
        remark = reason("evidence.no_interval_without_table", record, claim)
        return Recomputed(figures=figures, remarks=(remark,))
    table = claim.table
    figures = {"odds_ratio": table.odds_ratio, "interval": asdict(table.interval())}
    remark = reason(
        "evidence.table_has_its_own_grade", record, table, source=record.source_of(table)
    )
    return Recomputed(figures=figures, remarks=(remark,) if table.grade else ())
