"""Evidence: what a publication claims in figures, so that the figures can be checked.

A claim holds the figure as printed and what it would take to judge it: the sample, the outcome,
the follow-up. Claims with the same ``about`` speak of one quantity and can contradict each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from desist.programme.entry import Entry, KeyFault, Sourced
from desist.programme.odds_ratio import TwoByTwo


@dataclass(frozen=True, kw_only=True)
class Study(Sourced):
    """Where a publication says that it has a figure from."""

    id: str
    citation: str


@dataclass(frozen=True, kw_only=True)
class Claim(Sourced):
    """One figure that a publication states.

    ``study`` is the study cited for it; ``says`` is the claim in our words, ``printed`` the figure
    in the publication's. Fields that hold a figure as printed are text: ``"4.0"`` is not ``"4"``.
    """

    id: str
    study: str
    says: str
    printed: str
    about: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Sample(Claim):
    """The people whom other claims count among; ``n`` is left out where it is not stated.

    A ``weighted_estimate`` stands for more people than were looked at, so that an interval that
    took it for a count would be too narrow.
    """

    n: int | None = None
    population: str
    weighted_estimate: bool = False
    drawn_from: str | None = None
    """The sample whom these are the remaining members of."""
    part_of: str | None = None
    """The sample of which these are one group."""


@dataclass(frozen=True, kw_only=True)
class FollowUp:
    """How long people were followed; two figures where it varied between them."""

    years: float
    to_years: float | None = None

    @property
    def varies(self) -> bool:
        """Whether people were followed for different lengths of time."""
        return self.to_years is not None and self.to_years != self.years


@dataclass(frozen=True, kw_only=True)
class ProportionClaim(Claim):
    """A percentage of a sample, and the count where that is printed too."""

    sample: str
    outcome: str
    outcome_stated: bool = True
    """False where the source leaves open what was counted (any offence, or a sexual one?)."""
    percentage: str
    count: int | None = None
    approximately: bool = False
    follow_up: FollowUp | None = None


@dataclass(frozen=True, kw_only=True)
class GrowthClaim(Claim):
    """A change between two years; ``called`` is what the source calls its percentage."""

    outcome: str
    first_year: int
    first: int
    last_year: int
    last: int
    percentage: str
    called: Literal["increase", "ratio"]
    approximately: bool = False


@dataclass(frozen=True, kw_only=True)
class MeanClaim(Claim):
    """A mean with its standard deviation and, where printed, the range."""

    sample: str
    outcome: str
    mean: str
    sd: str
    lowest: int | None = None
    highest: int | None = None
    whole_numbers: bool = True
    """Whether what is averaged is counted (convictions, items) and not measured."""


@dataclass(frozen=True, kw_only=True)
class ObservedExpectedClaim(Claim):
    """Reconviction against a prediction: either so many times it, or so many per cent below it."""

    sample: str
    outcome: str
    times_expected: str | None = None
    percentage_below: str | None = None
    approximately: bool = False
    observed: int | None = None
    expected: float | None = None
    rate: str | None = None
    """The proportion claim that gives the observed rate."""
    completers_only: bool = False


@dataclass(frozen=True, kw_only=True)
class OddsRatioClaim(Claim):
    """An odds ratio between two groups, with the table behind it where it is known."""

    outcome: str
    ratio: str
    approximately: bool = False
    table: TwoByTwo | None = None


@dataclass(frozen=True, kw_only=True)
class DoseClaim(Claim):
    """How much of a programme is delivered: sessions and their length."""

    format: str
    sessions: int
    to_sessions: int | None = None
    minutes: int

    @property
    def hours(self) -> tuple[float, float]:
        """The least and the most hours."""
        most = self.sessions if self.to_sessions is None else self.to_sessions
        return self.sessions * self.minutes / 60, most * self.minutes / 60


@dataclass(frozen=True, kw_only=True)
class DateClaim(Claim):
    """When something happened: a month or a season is its first and its last day."""

    earliest: date
    latest: date
    after: tuple[str, ...] = ()
    """Date claims that cannot be later than this one."""


@dataclass(frozen=True, kw_only=True)
class QuantityClaim(Claim):
    """Any other figure, with its unit."""

    quantity: str
    unit: str
    approximately: bool = False


@dataclass(frozen=True, kw_only=True)
class EvidenceRecord(Entry):
    """All figures that one publication states."""

    study: tuple[Study, ...]
    sample: tuple[Sample, ...] = ()
    proportion: tuple[ProportionClaim, ...] = ()
    growth: tuple[GrowthClaim, ...] = ()
    mean: tuple[MeanClaim, ...] = ()
    observed_expected: tuple[ObservedExpectedClaim, ...] = ()
    odds_ratio: tuple[OddsRatioClaim, ...] = ()
    dose: tuple[DoseClaim, ...] = ()
    date: tuple[DateClaim, ...] = ()
    quantity: tuple[QuantityClaim, ...] = ()

    def tables(self) -> Iterator[tuple[str, Claim]]:
        """Every claim with the name of the table that holds it, in the order of the tables."""
        for kind in KINDS:
            for claim in getattr(self, kind):
                yield kind, claim

    def claim(self, id_: str) -> Claim | None:
        """The claim of that id, or None where there is none."""
        return next((claim for _, claim in self.tables() if claim.id == id_), None)

    def sample_called(self, id_: str | None) -> Sample | None:
        """The sample of that id, or None where there is none."""
        return next((each for each in self.sample if each.id == id_), None)

    def citation(self, claim: Claim) -> str:
        """The study cited for a claim."""
        return next(each.citation for each in self.study if each.id == claim.study)

    def faults(self) -> Iterator[KeyFault]:
        """Unknown references, figures that are none, impossible counts, dates out of order."""
        from desist.programme.evidence_reading import reading_faults

        yield from super().faults()
        yield from reading_faults(self)


KINDS = (
    "sample",
    "proportion",
    "growth",
    "mean",
    "observed_expected",
    "odds_ratio",
    "dose",
    "date",
    "quantity",
)
"""The tables of a record that hold claims, as they are called in its file."""
