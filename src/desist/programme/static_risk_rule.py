"""Static-risk rule: the tables of Risk Matrix 2000, as one dated catalogue entry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from desist.programme.band import BandRow, PointsRow, RiskBand, WholeRange, range_faults
from desist.programme.entry import Entry, KeyFault, Sourced

AGGRAVATING_FACTORS = ("male_victim", "stranger_victim", "non_contact", "single")


@dataclass(frozen=True, kw_only=True)
class RaiseRow(WholeRange):
    """So many aggravating factors raise the band by so much."""

    bands: int


@dataclass(frozen=True, kw_only=True)
class AggravatingTable(Sourced):
    """How the number of aggravating factors raises the preliminary band."""

    row: tuple[RaiseRow, ...]


@dataclass(frozen=True, kw_only=True)
class SexualScale(Sourced):
    """Scale S: points from age and appearances, a band, and what raises it."""

    age: tuple[PointsRow, ...]
    sexual_appearances: tuple[PointsRow, ...]
    criminal_appearances: tuple[PointsRow, ...]
    band: tuple[BandRow, ...]
    aggravating: AggravatingTable


@dataclass(frozen=True, kw_only=True)
class ViolenceScale(Sourced):
    """Scale V: points from age, violent appearances and burglary, and a band."""

    age: tuple[PointsRow, ...]
    violent_appearances: tuple[PointsRow, ...]
    burglary_points: int
    band: tuple[BandRow, ...]


@dataclass(frozen=True, kw_only=True)
class CombinedScale(Sourced):
    """Scale C: a band for the sum of the levels of S and V (low 0 to very high 3)."""

    band: tuple[BandRow, ...]


@dataclass(frozen=True, kw_only=True)
class AdaptedCoding(Sourced):
    """Factors for which the adapted coding ignores support from image offences alone."""

    ignores_image_support_for: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Scope(Sourced):
    """For whom the tool may be used at all."""

    sex: str
    minimum_age: int
    offence_after_age: int


@dataclass(frozen=True, kw_only=True)
class ReconvictionRate(Sourced):
    """A published reconviction rate of one band, with all that a reader needs to judge it."""

    scale: Literal["sexual", "violence", "combined"]
    band: RiskBand
    sample: str
    outcome: str
    horizon_years: int
    rate: float


@dataclass(frozen=True, kw_only=True)
class StaticRiskRule(Entry):
    """The whole of Risk Matrix 2000 as one dated rule."""

    scope: Scope
    sexual: SexualScale
    violence: ViolenceScale
    combined: CombinedScale
    adapted: AdaptedCoding
    rate: tuple[ReconvictionRate, ...] = ()

    def faults(self) -> Iterator[KeyFault]:
        """Gaps, overlaps, unknown factors, and rates that are no fractions."""
        yield from super().faults()
        open_tables = {
            "sexual.age": self.sexual.age,
            "sexual.sexual_appearances": self.sexual.sexual_appearances,
            "sexual.criminal_appearances": self.sexual.criminal_appearances,
            "violence.age": self.violence.age,
            "violence.violent_appearances": self.violence.violent_appearances,
            "violence.band": self.violence.band,
        }
        closed_tables = {
            "sexual.band": self.sexual.band,
            "sexual.aggravating.row": self.sexual.aggravating.row,
            "combined.band": self.combined.band,
        }
        for path, table in open_tables.items():
            yield from range_faults(path, table, open_above=True)
        for path, closed in closed_tables.items():
            yield from range_faults(path, closed, open_above=False)
        for factor in self.adapted.ignores_image_support_for:
            if factor not in AGGRAVATING_FACTORS:
                yield KeyFault(
                    "adapted.ignores_image_support_for",
                    f"names no factor: {factor}",
                    f"choose from {', '.join(AGGRAVATING_FACTORS)}",
                )
        for each in self.rate:
            if not 0 <= each.rate <= 1:
                yield KeyFault("rate", f"{each.rate} is no fraction", "give 13% as 0.13")
