"""Arguments that several jobs of ``desist evaluate`` share."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desist.programme.proportion import LEVEL

if TYPE_CHECKING:  # reading takes a library that takes its time to start
    from desist.evaluation.table import Numbers, Table


def count_of(text: str) -> tuple[int, int]:
    """``K/N``: a count and the size of its group."""
    count, slash, n = text.partition("/")
    try:
        if slash:
            return int(count.replace(",", "")), int(n.replace(",", ""))
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(f"{text!r} is not K/N, such as 13/198")


def names(text: str) -> tuple[str, ...]:
    """``a,b,c``: names of columns."""
    found = tuple(each.strip() for each in text.split(",") if each.strip())
    if not found or len(set(found)) < len(found):
        raise argparse.ArgumentTypeError(f"{text!r} is no list of different columns, such as a,b,c")
    return found


def times(text: str) -> tuple[float, ...]:
    """``365,730``: times, in the unit of the file."""
    try:
        found = tuple(sorted({float(each) for each in text.split(",")}))
    except ValueError:
        found = ()
    if not found or not all(0 <= each < float("inf") for each in found):
        raise argparse.ArgumentTypeError(f"{text!r} is no list of times, such as 365,730")
    return found


def level(text: str) -> float:
    """A level of confidence, as a fraction."""
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no level, such as 0.95")
    return value


def add_level(parser: argparse.ArgumentParser) -> None:
    """``--level``."""
    parser.add_argument(
        "--level", type=level, default=LEVEL, help="of every interval (default: %(default)s)"
    )


def add_file(parser: argparse.ArgumentParser) -> None:
    """``FILE``."""
    parser.add_argument("file", type=Path, metavar="FILE", help="CSV or Parquet, one row a person")


def add_follow_up(parser: argparse.ArgumentParser) -> None:
    """``--time --event [--start] [--id] [--unit]``."""
    parser.add_argument("--time", required=True, metavar="COLUMN", help="end of follow-up")
    parser.add_argument(
        "--event", required=True, metavar="COLUMN", help="0 censored, 1 event, 2+ competing events"
    )
    parser.add_argument("--start", metavar="COLUMN", help="late entry: at risk only after this")
    parser.add_argument("--id", metavar="COLUMN", help="pseudonym: refuses people followed twice")
    parser.add_argument("--unit", default="unit not named", help="of all times, such as days")


def follow_up_columns(arguments: argparse.Namespace) -> dict[str, str | None]:
    """The number columns that ``add_follow_up`` named, by what they are."""
    return {"time": arguments.time, "event": arguments.event, "start": arguments.start}


def covariate_columns(names: Sequence[str]) -> dict[str, str | None]:
    """The columns of covariates, kept apart from those with a part of their own to play."""
    return {f"covariate {name}": name for name in names}


def covariates_of(table: Table, names: Sequence[str]) -> dict[str, Numbers]:
    """The covariates by the names of their columns."""
    return {name: table.numbers[f"covariate {name}"] for name in names}
