"""Evidence reading: what makes a record of claims unusable, as opposed to merely inconsistent.

An inconsistency of the publication is a finding and is reported by the check; a record that
cannot be read as a claim at all is a fault of the file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from desist.programme.entry import KeyFault
from desist.programme.evidence import (
    Claim,
    DateClaim,
    DoseClaim,
    GrowthClaim,
    MeanClaim,
    ObservedExpectedClaim,
    OddsRatioClaim,
    ProportionClaim,
    Sample,
)
from desist.programme.printed_figure import is_printed_figure, value_of

if TYPE_CHECKING:
    from desist.programme.evidence import EvidenceRecord

LARGEST_N = 1_000_000_000
FIGURES = ("percentage", "mean", "sd", "times_expected", "percentage_below", "ratio", "quantity")
"""Fields, of whatever claim, that hold a figure as printed."""


def reading_faults(record: EvidenceRecord) -> Iterator[KeyFault]:
    """Every fault of a record beyond its types."""
    yield from _id_faults(record)
    for kind, claim in record.tables():
        path = f"{kind}[{claim.id}]"
        yield from _reference_faults(path, claim, record)
        yield from _figure_faults(path, claim)
        yield from _count_faults(path, claim, record)


def _id_faults(record: EvidenceRecord) -> Iterator[KeyFault]:
    studies = Counter(study.id for study in record.study)
    claims = Counter(claim.id for _, claim in record.tables())
    for name, ids in (("study", studies), ("claim", claims)):
        for id_, count in ids.items():
            if count > 1:
                yield KeyFault(f"{name}[{id_}]", f"appears {count} times", "give each its own id")


def _reference_faults(path: str, claim: Claim, record: EvidenceRecord) -> Iterator[KeyFault]:
    """References to studies, samples and claims that the record does not hold."""
    held = {
        "study": [each.id for each in record.study],
        "sample": [each.id for each in record.sample],
        "proportion": [each.id for each in record.proportion],
        "date": [each.id for each in record.date],
    }
    named: list[tuple[str, str, str | None]] = [("study", "study", claim.study)]
    if isinstance(claim, ProportionClaim | MeanClaim | ObservedExpectedClaim):
        named.append(("sample", "sample", claim.sample))
    if isinstance(claim, Sample):
        named += [("drawn_from", "sample", claim.drawn_from), ("part_of", "sample", claim.part_of)]
    if isinstance(claim, ObservedExpectedClaim):
        named.append(("rate", "proportion", claim.rate))
    if isinstance(claim, DateClaim):
        named += [("after", "date", each) for each in claim.after]
    for key, table, id_ in named:
        if id_ is not None and (id_ not in held[table] or id_ == claim.id):
            yield KeyFault(
                f"{path}.{key}",
                f"names no other {table}: {id_}" if id_ == claim.id else f"names no {table}: {id_}",
                f"choose from {', '.join(held[table]) or 'none yet'}, or add a [[{table}]]",
            )


def _figure_faults(path: str, claim: Claim) -> Iterator[KeyFault]:
    """Figures as printed that are no figures, and percentages that are no shares."""
    for name in FIGURES:
        figure = getattr(claim, name, None)
        if figure is not None and not is_printed_figure(figure):
            yield KeyFault(
                f"{path}.{name}",
                f"{figure!r} is no figure",
                'give its digits as printed and nothing else, such as "6.6" or ".40"',
            )
        elif figure is not None and _is_share(claim, name) and value_of(figure) > 100:
            yield KeyFault(f"{path}.{name}", f"{figure} is above 100", "give a percentage")


def _is_share(claim: Claim, name: str) -> bool:
    """Whether the figure is a percentage of something, which growth is not."""
    return name in ("percentage", "percentage_below") and not isinstance(claim, GrowthClaim)


def _count_faults(path: str, claim: Claim, record: EvidenceRecord) -> Iterator[KeyFault]:
    """Counts, dates and periods that cannot be."""
    for key, problem in _impossible(claim, record):
        yield KeyFault(f"{path}.{key}" if key else path, problem, "copy it again from the source")


def _impossible(claim: Claim, record: EvidenceRecord) -> Iterator[tuple[str, str]]:
    match claim:
        case Sample(n=int(n)) if not 1 <= n <= LARGEST_N:
            yield "n", f"{n} is not between 1 and {LARGEST_N:,}"
        case ProportionClaim():
            yield from _impossible_proportion(claim, record)
        case GrowthClaim():
            yield from _impossible_growth(claim)
        case MeanClaim():
            yield from _impossible_range(claim)
        case ObservedExpectedClaim():
            yield from _impossible_ratio(claim)
        case OddsRatioClaim(table=table) if table is not None and min(table.cells) < 1:
            yield "table", "a count is below 1, which leaves no ratio"
        case DoseClaim():
            yield from _impossible_dose(claim)
        case DateClaim() if claim.latest < claim.earliest:
            yield "latest", f"{claim.latest} is before {claim.earliest}"


def _impossible_growth(claim: GrowthClaim) -> Iterator[tuple[str, str]]:
    if claim.first_year >= claim.last_year:
        yield "last_year", f"{claim.last_year} is not after {claim.first_year}"
    for key, count in (("first", claim.first), ("last", claim.last)):
        if not 1 <= count <= LARGEST_N:
            yield key, f"{count} is not between 1 and {LARGEST_N:,}"


def _impossible_range(claim: MeanClaim) -> Iterator[tuple[str, str]]:
    lowest, highest = claim.lowest, claim.highest
    if (lowest is None) != (highest is None):
        yield "lowest", "a range has two ends, and one is given"
    elif lowest is not None and highest is not None and lowest > highest:
        yield "highest", f"{highest} is below the lowest, {lowest}"


def _impossible_dose(claim: DoseClaim) -> Iterator[tuple[str, str]]:
    if claim.sessions < 1 or claim.minutes < 1:
        yield "sessions", "sessions and minutes count from 1"
    if claim.to_sessions is not None and claim.to_sessions < claim.sessions:
        yield "to_sessions", f"{claim.to_sessions} is below {claim.sessions}"


def _impossible_proportion(
    claim: ProportionClaim, record: EvidenceRecord
) -> Iterator[tuple[str, str]]:
    sample = record.sample_called(claim.sample)
    n = LARGEST_N if sample is None or sample.n is None else sample.n
    if claim.count is not None and not 0 <= claim.count <= n:
        yield "count", f"{claim.count} is not between 0 and {n}"
    follow_up = claim.follow_up
    if follow_up and (follow_up.years <= 0 or (follow_up.to_years or 100) < follow_up.years):
        yield "follow_up", "the years do not run from above nought upwards"


def _impossible_ratio(claim: ObservedExpectedClaim) -> Iterator[tuple[str, str]]:
    if (claim.times_expected is None) == (claim.percentage_below is None):
        yield "", "needs either times_expected or percentage_below, and not both"
    if claim.observed is not None and not 0 <= claim.observed <= LARGEST_N:
        yield "observed", f"{claim.observed} is not between 0 and {LARGEST_N:,}"
    if claim.expected is not None and claim.expected <= 0:
        yield "expected", f"{claim.expected} is not above nought"
