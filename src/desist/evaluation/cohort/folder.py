"""Folder: the three tables read strictly, with every fault of their shape at once.

``outcomes`` are read apart from the rest, so that a plan can be frozen and hashed before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from desist.catalogue.fault import Fault, FaultyInput
from desist.evaluation.cohort.data_package import ColumnSchema, columns_of
from desist.evaluation.cohort.pseudonym import is_pseudonym
from desist.evaluation.cohort.record import FURTHER_EPISODE_COLUMNS
from desist.evaluation.table import IDENTITY

SCHEMA_COMMAND = "desist evaluate cohort --schema shows the columns"
ROWS_NAMED = 5
KINDS_OF_COLUMN = {str: "text", date: "dates", int: "whole numbers", float: "numbers"}


@dataclass(frozen=True, kw_only=True, eq=False)
class Cohort:
    """The three tables, of the columns that the data dictionary has and in its types."""

    episodes: pl.DataFrame
    outcomes: pl.DataFrame
    liberty: pl.DataFrame


def read_people(folder: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Episodes and liberty, without a look at outcomes.

    Raises:
        FaultyInput: every fault in the shape of the two.
    """
    return _both(folder, "episodes", "liberty")


def read_outcomes(folder: Path) -> pl.DataFrame:
    """Outcomes alone.

    Raises:
        FaultyInput: every fault in their shape.
    """
    frame, faults = _read(folder, "outcomes")
    if faults or frame is None:
        raise FaultyInput(faults)
    return frame


def _both(folder: Path, first: str, second: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    (one, faults), (other, more) = _read(folder, first), _read(folder, second)
    if one is None or other is None or faults or more:
        raise FaultyInput([*faults, *more])
    return one, other


def _read(folder: Path, table: str) -> tuple[pl.DataFrame | None, list[Fault]]:
    path = folder / f"{table}.parquet"
    try:
        frame = pl.read_parquet(path)
    except (OSError, pl.exceptions.PolarsError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        if isinstance(error, FileNotFoundError):
            reason = "there is no such file"
        return None, [
            Fault(file=path.name, path="", problem=f"cannot be read ({reason})",
                  remedy="save the table as Parquet in the folder")
        ]  # fmt: skip
    faults = list(_shape_faults(frame, table, path.name))
    if faults:
        return None, faults
    frame = frame.with_columns(pl.col(pl.Categorical, pl.Enum).cast(pl.String))
    return frame, list(_value_faults(frame, table, path.name))


def _shape_faults(frame: pl.DataFrame, table: str, file: str) -> Iterator[Fault]:
    wanted = {each.name: each for each in columns_of(table)}
    for name in frame.columns:
        if name in wanted:
            if (fault := _type_fault(frame[name], wanted[name], file)) is not None:
                yield fault
        elif IDENTITY.search(re.sub(r"[^a-z0-9]+", "_", name.lower())):
            yield Fault(
                file=file, path=name, remedy="remove the column: pseudonyms only",
                problem="looks like a name, an address or a date of birth [identity_column]",
            )  # fmt: skip
        elif not (table == "episodes" and re.fullmatch(FURTHER_EPISODE_COLUMNS, name)):
            yield Fault(
                file=file, path=name, problem="is no column of this table [unknown_column]",
                remedy=f"take it out, or call it covariate_...; {SCHEMA_COMMAND}",
            )  # fmt: skip
        elif not frame[name].dtype.is_numeric():
            yield Fault(
                file=file, path=name, problem="holds what is no number [text_column]",
                remedy="code categories as columns of 0 and 1",
            )  # fmt: skip
    for name in wanted.keys() - set(frame.columns):
        yield Fault(
            file=file, path=name, problem="is missing [no_column]",
            remedy=f"add the column; {SCHEMA_COMMAND}",
        )  # fmt: skip


def _type_fault(column: pl.Series, schema: ColumnSchema, file: str) -> Fault | None:
    kind = column.dtype
    fits = {
        str: kind in (pl.String, pl.Categorical, pl.Enum),
        date: kind == pl.Date,
        int: kind.is_integer(),
        float: kind.is_numeric(),
    }[schema.type]
    if fits or (kind == pl.Null and not schema.is_required):
        return None
    return Fault(
        file=file, path=column.name,
        problem=f"holds {kind} where {KINDS_OF_COLUMN[schema.type]} are needed [wrong_type]",
        remedy=f"save it in that type; {SCHEMA_COMMAND}",
    )  # fmt: skip


def _value_faults(frame: pl.DataFrame, table: str, file: str) -> Iterator[Fault]:
    yield from value_faults(frame, columns_of(table), file)
    yield from fault_where(
        frame, ~is_pseudonym("pseudonym"), file, "pseudonym", "no_pseudonym",
        "looks like a name or an official number",
        "use opaque ids of 4 to 64 letters and digits, made by desist evaluate link",
    )  # fmt: skip


def value_faults(
    frame: pl.DataFrame, columns: Sequence[ColumnSchema], file: str
) -> Iterator[Fault]:
    """What is empty, unknown or out of range in columns that have their types."""
    for schema in columns:
        column = pl.col(schema.name)
        if schema.is_required:
            yield from fault_where(
                frame, column.is_null(), file, schema.name, "missing_value", "is empty",
                "fill it in",
            )  # fmt: skip
        if schema.values:
            yield from fault_where(
                frame, ~column.is_in(schema.values), file, schema.name, "unknown_value",
                "holds a value that is not known here", f"use one of {', '.join(schema.values)}",
            )  # fmt: skip
        if schema.limits:
            low, high = (schema.limits.get(each) for each in ("minimum", "maximum"))
            outside = ~column.cast(pl.Float64).is_finite()
            outside |= (column < low) if low is not None else False
            outside |= (column > high) if high is not None else False
            yield from fault_where(
                frame, outside, file, schema.name, "out_of_range", "is out of range",
                f"give {_range(low, high)}, or leave it empty if not known",
            )  # fmt: skip


def _range(low: float | None, high: float | None) -> str:
    if high is None:
        return f"{low:g} or more"
    return f"{low:g} to {high:g}"


def fault_where(
    frame: pl.DataFrame, at_fault: pl.Expr, file: str, path: str, name: str, problem: str,
    remedy: str,
) -> Iterator[Fault]:  # fmt: skip
    """One fault that counts and names the rows (from 1) for which the expression is true."""
    rows = frame.select(at_fault.fill_null(value=False).alias("at")).get_column("at").arg_true()
    if len(rows):
        first = ", ".join(str(row + 1) for row in rows[:ROWS_NAMED])
        more = ", ..." if len(rows) > ROWS_NAMED else ""
        lines = "row" if len(rows) == 1 else f"{len(rows):,} rows:"
        yield Fault(
            file=file, path=path, problem=f"{problem} [{name}] ({lines} {first}{more})",
            remedy=remedy,
        )  # fmt: skip
