"""Table: the columns of a CSV or Parquet file that a computation needs, and what was missing.

A row that lacks a needed value is left out and counted (complete cases). Whatever cannot be read
is refused with every fault at once, and so is a column that looks like a name or a date of birth:
evaluation works on pseudonyms, and only linkage reads identities.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar

import numpy as np
import polars as pl
from numpy.typing import NDArray

from desist.catalogue.fault import Fault, FaultyInput
from desist.evaluation.quantity import Findings
from desist.evaluation.table_reading import read_columns
from desist.evaluation.unusable_data import ROWS_NAMED, UnusableData

Numbers = NDArray[np.float64]
Labels = NDArray[np.str_]
Flags = NDArray[np.bool_]
Columns = Mapping[str, str | None] | Sequence[str]
Result = TypeVar("Result", bound=Findings)

IDENTITY = re.compile(
    r"(^|_)(name|names|forename|forenames|surname|firstname|lastname|fullname|dob|birthday|"
    r"birthdate|postcode|nino|pncid|pnc_id|email|address)($|_)|(^|_)(date_of_birth|birth_date|"
    r"born_on|born)($|_)"
)
"""A column name that looks like an identity."""


@dataclass(frozen=True, kw_only=True)
class Table:
    """The complete rows of a file: columns of numbers, columns of labels.

    ``columns`` says which column of the file each of them is.
    ``lines`` are the line numbers of the rows in a CSV file (the header is line 1), or for Parquet
    their positions counted from 1. ``warnings`` say which rows were left out, and why.
    """

    file: str
    columns: Mapping[str, str]
    numbers: Mapping[str, Numbers]
    labels: Mapping[str, Labels]
    lines: NDArray[np.int64]
    rows_read: int
    warnings: tuple[str, ...]

    @contextmanager
    def naming_faults(self) -> Iterator[None]:
        """Say of data found unusable within which file, column and lines are at fault."""
        try:
            yield
        except UnusableData as error:
            raise FaultyInput([self._fault(error)]) from None

    def warn(self, result: Result) -> Result:
        """The result, saying first which rows were left out of it."""
        return replace(result, warnings=(*self.warnings, *result.warnings))

    def _fault(self, error: UnusableData) -> Fault:
        problem = f"{error.problem} [{error.name}]"
        if error.rows:
            first = ", ".join(str(self.lines[row]) for row in error.rows[:ROWS_NAMED])
            more = ", ..." if len(error.rows) > ROWS_NAMED else ""
            lines = "line" if len(error.rows) == 1 else f"{len(error.rows):,} lines:"
            problem = f"{problem} ({lines} {first}{more})"
        where = self.columns.get(error.where, error.where)
        return Fault(file=self.file, path=where, problem=problem, remedy=error.remedy)


def read_table(
    path: Path, *, numbers: Columns, labels: Columns = (), is_missing_kept: bool = False
) -> Table:
    """Read these columns of a file whose name ends in ``.csv`` or ``.parquet``.

    ``numbers`` and ``labels`` are names of columns, or what they are called in the table by the
    name of their column: ``{"time": "days"}``; a name of None is left out.
    ``is_missing_kept`` keeps rows that lack a number, which is then not-a-number: for jobs that
    have a rule of their own for what is missing.

    Raises:
        FaultyInput: the file cannot be read, lacks a column, holds text where numbers are needed,
            or has a column that looks like an identity; every fault at once.
    """
    of_numbers, of_labels = _named(numbers), _named(labels)
    wanted = list(dict.fromkeys([*of_numbers.values(), *of_labels.values()]))
    frame = read_columns(
        path, wanted=wanted, check_names=lambda held: name_faults(path, held, wanted)
    )
    faults: list[Fault] = []
    columns = {key: _as_numbers(frame[name], path, faults) for key, name in of_numbers.items()}
    if faults:
        raise FaultyInput(faults)
    texts = {key: frame[name].cast(pl.String) for key, name in of_labels.items()}
    missing = {}
    if not is_missing_kept:
        missing = {of_numbers[key]: np.isnan(column) for key, column in columns.items()}
    missing |= {of_labels[key]: column.is_null().to_numpy() for key, column in texts.items()}
    whole = ~np.logical_or.reduce(list(missing.values()) or [np.zeros(frame.height, bool)])
    first_line = 1 if path.suffix.lower() == ".parquet" else 2
    return Table(
        file=path.name,
        columns=of_labels | of_numbers,
        numbers={key: column[whole] for key, column in columns.items()},
        labels={
            key: column.filter(pl.Series(whole)).to_numpy().astype(np.str_)
            for key, column in texts.items()
        },
        lines=np.flatnonzero(whole) + first_line,
        rows_read=frame.height,
        warnings=_left_out(missing, whole),
    )


def _named(columns: Columns) -> dict[str, str]:
    if isinstance(columns, Mapping):
        return {key: name for key, name in columns.items() if name is not None}
    return {name: name for name in columns}


def name_faults(path: Path, held: Sequence[str], wanted: Sequence[str]) -> list[Fault]:
    """Every fault in the names of the columns: what looks like an identity, and what is missing."""
    faults = [
        Fault(
            file=path.name,
            path=name,
            problem="looks like a name, an address or a date of birth [identity_column]",
            remedy="evaluate pseudonyms only: remove the column, or rename it if it is not",
        )
        for name in held
        if IDENTITY.search(re.sub(r"[^a-z0-9]+", "_", name.lower()))
    ]
    for name in wanted:
        if name not in held:
            near = get_close_matches(name, held, n=1)
            columns = ", ".join(held[:12]) + (", ..." if len(held) > 12 else "")
            faults.append(
                Fault(
                    file=path.name,
                    path=name,
                    problem="there is no such column [no_column]",
                    remedy=f"did you mean {near[0]}" if near else f"the columns are {columns}",
                )
            )
    return faults


def _as_numbers(column: pl.Series, path: Path, faults: list[Fault]) -> Numbers:
    """The column as floats, missing as not-a-number; a fault for anything else."""
    kind = column.dtype
    if kind.is_numeric() or kind in (pl.Boolean, pl.Null):
        values = column.cast(pl.Float64).to_numpy()
        if np.isinf(values).any():
            faults.append(
                Fault(
                    file=path.name,
                    path=column.name,
                    problem="holds an infinite number [not_finite]",
                    remedy="leave the cell empty if the value is not known",
                )
            )
        return values
    what, remedy = "text", "code categories as columns of 0 and 1"
    if kind.is_temporal():
        what, remedy = "dates", "count the time since day 0 in one unit"
    example = column.drop_nulls()
    if kind == pl.String:
        is_number = example.cast(pl.Float64, strict=False).is_not_null()
        example = example.filter(~is_number)
    faults.append(
        Fault(
            file=path.name,
            path=column.name,
            problem=f"holds {what} where numbers are needed, such as "
            f"{str(example[0])[:40]!r} [text_column]",
            remedy=remedy,
        )
    )
    return np.zeros(len(column))


def _left_out(missing: Mapping[str, Flags], whole: Flags) -> tuple[str, ...]:
    left_out = int((~whole).sum())
    if not left_out:
        return ()
    each = ", ".join(f"{name} in {int(at.sum()):,}" for name, at in missing.items() if at.any())
    return (
        f"{left_out:,} of {len(whole):,} rows were left out because a value is missing ({each}): "
        "complete cases only",
    )
