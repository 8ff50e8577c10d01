"""Linkage roster: the only reader of identities. What it returns never leaves linkage."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from desist.catalogue.fault import Fault, FaultyInput

COLUMNS = ("id", "first_name", "surname", "born_on", "postcode")


def read_identities(path: Path) -> pl.DataFrame:
    """The five columns, names in lower-case letters and postcodes without spaces.

    Raises:
        FaultyInput: the file cannot be read, lacks a column, or has an id twice or none, or a date
            of birth that is none.
    """
    try:
        frame = pl.read_csv(path, infer_schema=False)
    except (OSError, pl.exceptions.PolarsError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise FaultyInput(
            [_fault(path, "", f"cannot be read ({reason})", "save it as CSV")]
        ) from None
    missing = [name for name in COLUMNS if name not in frame.columns]
    if missing:
        raise FaultyInput([_fault(path, name, "is missing [no_column]", "add it")
                           for name in missing])  # fmt: skip
    letters = pl.col("first_name", "surname").str.to_lowercase().str.replace_all(r"[^\p{L}]", "")
    clean = frame.select(
        "id", letters,
        pl.col("born_on").str.to_date("%Y-%m-%d", strict=False),
        pl.col("postcode").str.to_uppercase().str.replace_all(r"[^A-Z0-9]", ""),
    ).with_columns(
        pl.when(pl.col(name) == "").then(None).otherwise(pl.col(name)).alias(name)
        for name in ("first_name", "surname", "postcode")
    )  # fmt: skip
    faults = []
    if clean["id"].null_count() or clean["id"].is_duplicated().any():
        faults.append(_fault(path, "id", "is empty or there twice [id_twice]", "give each row one"))
    unread = (frame["born_on"].is_not_null() & clean["born_on"].is_null()).arg_true()
    if len(unread):
        line = unread[0] + 2
        faults.append(
            _fault(path, "born_on", f"is no date in {len(unread):,} rows, first in line {line} "
                   "[no_date]", "write dates as 1980-12-31")
        )  # fmt: skip
    if not clean.height:
        faults.append(_fault(path, "", "has no rows [empty_group]", "give some"))
    if faults:
        raise FaultyInput(faults)
    return clean


def _fault(path: Path, where: str, problem: str, remedy: str) -> Fault:
    return Fault(file=path.name, path=where, problem=problem, remedy=remedy)
