"""First table: who the people of the two arms are, and how unlike the arms are to begin with.

No p-values: whether a difference on day 0 is by chance is no question, how large it is, is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
import polars as pl

from desist.evaluation.table import Flags, Numbers

CODED = ("day_0_event",)
UNKNOWN = "Unknown"
STANDARDISED = (
    "Austin (2009), Stat. Med. 28, 3083-3107; difference in units of the pooled standard deviation"
)


@dataclass(frozen=True, kw_only=True)
class TableCell:
    """One arm's cell: a count and its share, or a median with quartiles."""

    n: int | None = None
    share: float | None = None
    median: float | None = None
    lower_quartile: float | None = None
    upper_quartile: float | None = None


@dataclass(frozen=True, kw_only=True)
class TableRow:
    """One row: a variable, the category (None for a median), the arms and their difference.

    ``difference`` is standardised, treated minus control; None where it cannot be computed.
    """

    variable: str
    category: str | None
    treated: TableCell
    control: TableCell
    difference: float | None


def first_table(episodes: pl.DataFrame, covariates: Sequence[str]) -> tuple[TableRow, ...]:
    """The rows: what day 0 was, then each covariate."""
    treated = (episodes.get_column("arm") == "treated").to_numpy()
    rows: list[TableRow] = []
    for name in (*CODED, *covariates):
        column = episodes.get_column(name)
        if column.dtype.is_numeric():
            rows += _measured(name, column.cast(pl.Float64).to_numpy(), treated)
        else:
            rows += _coded(name, column, treated)
    return tuple(rows)


def _measured(name: str, values: Numbers, treated: Flags) -> Iterator[TableRow]:
    known = ~np.isnan(values)
    one, other = values[known & treated], values[known & ~treated]
    yield TableRow(
        variable=name, category=None, treated=_median(one), control=_median(other),
        difference=standardised(one, other),
    )  # fmt: skip
    yield _row(name, UNKNOWN, ~known, treated, with_difference=False)


def _coded(name: str, column: pl.Series, treated: Flags) -> Iterator[TableRow]:
    for category in sorted(column.drop_nulls().unique()):
        at = (column == category).fill_null(value=False).to_numpy()
        yield _row(name, str(category), at, treated, with_difference=True)
    yield _row(name, UNKNOWN, column.is_null().to_numpy(), treated, with_difference=False)


def _row(name: str, category: str, at: Flags, treated: Flags, *, with_difference: bool) -> TableRow:
    cells = []
    for arm in (treated, ~treated):
        n, total = int((at & arm).sum()), int(arm.sum())
        cells.append(TableCell(n=n, share=n / total if total else None))
    return TableRow(
        variable=name, category=category, treated=cells[0], control=cells[1],
        difference=standardised(at[treated].astype(np.float64), at[~treated].astype(np.float64))
        if with_difference else None,
    )  # fmt: skip


def _median(values: Numbers) -> TableCell:
    if not values.size:
        return TableCell(n=0)
    low, middle, high = np.quantile(values, [0.25, 0.5, 0.75])
    return TableCell(
        n=len(values), median=float(middle), lower_quartile=float(low), upper_quartile=float(high)
    )


def standardised(one: Numbers, other: Numbers) -> float | None:
    """The difference of means in units of the pooled standard deviation; None without spread."""
    if len(one) < 2 or len(other) < 2:
        return None
    spread = sqrt((float(one.var(ddof=1)) + float(other.var(ddof=1))) / 2)
    return float(one.mean() - other.mean()) / spread if spread else None
