"""Deviance sheet: which scores count how many points towards psychometric deviance."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from desist.programme.entry import Entry, KeyFault, Sourced
from desist.programme.norm import scale_faults

Comparator = Literal["above", "at_least", "below", "at_most"]

COMPARISONS: dict[Comparator, Callable[[float, float], bool]] = {
    "above": operator.gt,
    "at_least": operator.ge,
    "below": operator.lt,
    "at_most": operator.le,
}


@dataclass(frozen=True, kw_only=True)
class SheetRow(Sourced):
    """A row of the sheet: a raw score beyond the threshold scores the points.

    What could not be read is left out; ``scale`` is left out where the row stands on a scale that
    is not held here.
    """

    id: str
    scale: str | None = None
    comparator: Comparator | None = None
    threshold: float | None = None
    points: float | None = None

    @property
    def is_complete(self) -> bool:
        """Whether all of the row was read."""
        return None not in (self.scale, self.comparator, self.threshold, self.points)

    def points_for(self, raw: float) -> float:
        """The points of a raw score.

        Raises:
            ValueError: part of the row was not read.
        """
        if self.comparator is None or self.threshold is None or self.points is None:
            raise ValueError(f"row {self.id} was not read whole")
        return self.points if COMPARISONS[self.comparator](raw, self.threshold) else 0.0


@dataclass(frozen=True, kw_only=True)
class DevianceSheet(Entry):
    """A points sheet; ``cut_off`` points and more are high deviance.

    A sheet without a cut-off, or with a row that was not read whole, never classifies.
    """

    row: tuple[SheetRow, ...]
    cut_off: float | None = None

    @property
    def can_classify(self) -> bool:
        """Whether the sheet can tell high from low at all."""
        return self.cut_off is not None and all(each.is_complete for each in self.row)

    @property
    def scales(self) -> tuple[str, ...]:
        """Every scale that the sheet uses, in its order."""
        return tuple(dict.fromkeys(each.scale for each in self.row if each.scale))

    def rows_of(self, scale: str) -> tuple[SheetRow, ...]:
        """The rows that one scale answers."""
        return tuple(each for each in self.row if each.scale == scale)

    def faults(self) -> Iterator[KeyFault]:
        """Rows twice, points below 0, a cut-off that everyone or no one can reach."""
        yield from super().faults()
        ids = [each.id for each in self.row]
        for row in self.row:
            path = f"row[{row.id}]"
            if ids.count(row.id) > 1:
                yield KeyFault(path, "exists twice", "give each row an id of its own")
            if row.scale is not None:
                yield from scale_faults(f"{path}.scale", row.scale)
            if row.points is not None and row.points <= 0:
                yield KeyFault(f"{path}.points", f"is {row.points}", "points count above 0")
        if self.cut_off is not None:
            yield from self._cut_off_faults(self.cut_off)

    def _cut_off_faults(self, cut_off: float) -> Iterator[KeyFault]:
        unread = [each.id for each in self.row if not each.is_complete]
        most = sum(each.points or 0 for each in self.row)
        if unread:
            problem = f"is given, but rows are not whole: {', '.join(unread)}"
            yield KeyFault("cut_off", problem, "complete the rows, or leave the cut-off out")
        elif not 0 < cut_off <= most:
            problem = f"is {cut_off}, where the rows add up to {most}"
            yield KeyFault("cut_off", problem, f"give a cut-off above 0 and at most {most}")
