"""Band: a named stretch of a scale, and tables of points that leave no gap and no overlap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TypeVar

from desist.programme.entry import KeyFault


class RiskBand(StrEnum):
    """The bands of every static-risk tool here, from lowest to highest, and the lack of one."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    VERY_HIGH = "very_high"
    NOT_APPLICABLE = "not_applicable"

    @property
    def level(self) -> int:
        """0 for low to 3 for very high.

        Raises:
            ValueError: the band is ``not_applicable``, which has no level.
        """
        return ORDERED_BANDS.index(self)

    def raised(self, by: int) -> RiskBand:
        """This band moved up (or down, if negative), stopping at very high and at low."""
        return ORDERED_BANDS[min(max(self.level + by, 0), len(ORDERED_BANDS) - 1)]


ORDERED_BANDS = (RiskBand.LOW, RiskBand.MEDIUM, RiskBand.HIGH, RiskBand.VERY_HIGH)


@dataclass(frozen=True, kw_only=True)
class WholeRange:
    """Whole numbers from ``at_least`` to ``at_most``, both included; no ``at_most`` is no end."""

    at_least: int
    at_most: int | None = None

    def __contains__(self, value: int) -> bool:
        return self.at_least <= value and (self.at_most is None or value <= self.at_most)


@dataclass(frozen=True, kw_only=True)
class PointsRow(WholeRange):
    """A row of a points table: a count or an age in this range scores these points."""

    points: int


@dataclass(frozen=True, kw_only=True)
class BandRow(WholeRange):
    """A row of a band table: points in this range fall in this band."""

    band: RiskBand


@dataclass(frozen=True, kw_only=True)
class MeasuredBandRow:
    """A row of a half-open band table for measured values: at least this, and below that."""

    at_least: float
    below: float | None = None
    band: RiskBand

    def __contains__(self, value: float) -> bool:
        return self.at_least <= value and (self.below is None or value < self.below)


Row = TypeVar("Row", bound=WholeRange)


def row_of(table: Sequence[Row], value: int) -> Row:
    """The row of a checked table that holds ``value``.

    Raises:
        ValueError: the value lies outside the whole table.
    """
    for row in table:
        if value in row:
            return row
    raise ValueError(f"{value} is outside the table, which begins at {table[0].at_least}")


def range_faults(path: str, table: Sequence[WholeRange], *, open_above: bool) -> Iterator[KeyFault]:
    """Gaps, overlaps and impossible rows in a table of whole-number ranges, lowest row first."""
    if not table:
        yield KeyFault(path, "has no rows", "give at least one row")
        return
    for row in table:
        if row.at_most is not None and row.at_most < row.at_least:
            yield KeyFault(path, f"runs from {row.at_least} to {row.at_most}", "swap the two ends")
    for lower, upper in pairwise(table):
        end = lower.at_most
        if end is None or upper.at_least <= end:
            yield KeyFault(
                path,
                f"rows from {lower.at_least} and from {upper.at_least} overlap",
                "end the lower row just below the upper one, lowest row first",
            )
        elif upper.at_least > end + 1:
            yield KeyFault(
                path,
                f"nothing covers {end + 1} to {upper.at_least - 1}",
                "let each row begin one above the end of the row before",
            )
    if open_above != (table[-1].at_most is None):
        yield KeyFault(
            path,
            "the last row is closed above" if open_above else "the last row is open above",
            "leave at_most out of the last row" if open_above else "give the last row an at_most",
        )


def measured_range_faults(path: str, table: Sequence[MeasuredBandRow]) -> Iterator[KeyFault]:
    """Gaps, overlaps and impossible rows in a half-open table, lowest row first, open above."""
    if not table:
        yield KeyFault(path, "has no rows", "give at least one row")
        return
    for lower, upper in pairwise(table):
        if lower.below != upper.at_least:
            yield KeyFault(
                path,
                f"the row from {lower.at_least} ends below {lower.below}, "
                f"the next begins at {upper.at_least}",
                "let each row end just where the next begins",
            )
    if table[-1].below is not None:
        yield KeyFault(path, "the last row is closed above", "leave below out of the last row")
