"""Sexual-predictor rule: the tables of OSP, direct contact and images or indirect contact."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from desist.programme.band import BandRow, PointsRow, RiskBand, range_faults
from desist.programme.entry import Entry, KeyFault, Sourced

POINTS_TABLES = (
    "adult_contact",
    "child_contact",
    "non_contact",
    "age_at_follow_up",
    "age_at_last_sexual_sanction",
    "total_sanctions",
)
"""The tables of the direct-contact scale, each named after the fact that it scores."""


@dataclass(frozen=True, kw_only=True)
class DirectContactScale(Sourced):
    """Points, their bands, and the logistic curve that makes a probability of them.

    ``intercept`` and ``slope`` are on the log-odds scale, ``slope`` for each point.
    """

    adult_contact: tuple[PointsRow, ...]
    child_contact: tuple[PointsRow, ...]
    non_contact: tuple[PointsRow, ...]
    age_at_follow_up: tuple[PointsRow, ...]
    age_at_last_sexual_sanction: tuple[PointsRow, ...]
    total_sanctions: tuple[PointsRow, ...]
    stranger_points: int
    band: tuple[BandRow, ...]
    intercept: float
    slope: float

    @property
    def greatest(self) -> int:
        """The most points that anybody can score."""
        tables: list[tuple[PointsRow, ...]] = [getattr(self, name) for name in POINTS_TABLES]
        return self.stranger_points + sum(max(row.points for row in table) for table in tables)


@dataclass(frozen=True, kw_only=True)
class BandReduction(Sourced):
    """What it takes for the band to fall by one: whole offence-free years in the community."""

    offence_free_years: int
    bands: int


@dataclass(frozen=True, kw_only=True)
class IndirectRow(Sourced):
    """A step of the hierarchy for images and indirect contact; the first that matches counts.

    ``sanctions`` names the count that is looked at; ``any_sexual`` is the sum of all of them.
    """

    sanctions: Literal["image", "child_contact", "any_sexual"]
    at_least: int
    probability: float
    band: RiskBand


@dataclass(frozen=True, kw_only=True)
class SexualPredictorRule(Entry):
    """Both predictors as one dated rule. No ``horizon_years``: the horizon is not published."""

    sex: str
    horizon_years: int | None = None
    direct: DirectContactScale
    reduction: BandReduction
    indirect: tuple[IndirectRow, ...]

    def faults(self) -> Iterator[KeyFault]:
        """Gaps and overlaps, bands that do not end at the greatest score, a broken hierarchy."""
        yield from super().faults()
        for name in POINTS_TABLES:
            table: tuple[PointsRow, ...] = getattr(self.direct, name)
            yield from range_faults(f"direct.{name}", table, open_above=True)
        yield from range_faults("direct.band", self.direct.band, open_above=False)
        if self.direct.band and self.direct.band[-1].at_most != self.direct.greatest:
            yield KeyFault(
                "direct.band",
                f"ends at {self.direct.band[-1].at_most}, but {self.direct.greatest} points "
                "can be scored",
                "end the last band at the greatest score",
            )
        yield from self._hierarchy_faults()

    def _hierarchy_faults(self) -> Iterator[KeyFault]:
        for row in self.indirect:
            if not 0 <= row.probability <= 1:
                yield KeyFault(
                    "indirect", f"{row.probability} is no probability", "give 3.328% as 0.03328"
                )
        last = self.indirect[-1] if self.indirect else None
        if last is None or (last.sanctions, last.at_least) != ("any_sexual", 1):
            yield KeyFault(
                "indirect",
                "leaves some men with a sexual sanction out",
                'end with a row for sanctions = "any_sexual", at_least = 1',
            )
