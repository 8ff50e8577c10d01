"""Observed against expected: two counts, or a file of predicted probabilities.

A ratio is never taken without both counts: it would have no interval.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from desist.cli.evaluate.argument import add_level
from desist.evaluation.observed_expected import (
    ObservedExpected,
    observed_expected,
    observed_expected_of,
)

EXAMPLES = """\
  desist evaluate observed-expected --observed 12 --expected 30.8
  desist evaluate observed-expected cohort.csv --probability predicted --outcome reconvicted
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``--observed O --expected E``, or ``FILE`` and its columns."""
    parser.add_argument("file", type=Path, nargs="?", metavar="FILE", help="CSV or Parquet")
    parser.add_argument("--observed", type=int, metavar="O", help="how many had the outcome")
    parser.add_argument("--expected", type=float, metavar="E", help="how many were predicted to")
    parser.add_argument(
        "--probability", default="probability", metavar="COLUMN", help="predicted, as a fraction"
    )
    parser.add_argument("--outcome", metavar="COLUMN", help="0 or 1 (default: outcome)")
    add_level(parser)


def run(arguments: argparse.Namespace) -> ObservedExpected:
    """Compute it."""
    level: float = arguments.level
    if arguments.file is None:
        return observed_expected(arguments.observed, arguments.expected, level=level)
    # The file is read only where there is one: reading takes a library that takes its time.
    from desist.evaluation.table import read_table
    from desist.evaluation.unusable_data import UnusableData

    if arguments.expected is not None:
        raise UnusableData(
            "expected_twice", "the expected count is the sum of the file's probabilities",
            remedy="leave out --expected", where="--expected",
        )  # fmt: skip
    outcome = arguments.outcome or ("outcome" if arguments.observed is None else None)
    table = read_table(
        arguments.file, numbers={"probability": arguments.probability, "outcome": outcome}
    )
    with table.naming_faults():
        result = observed_expected_of(
            table.numbers["probability"],
            table.numbers.get("outcome"),
            observed=arguments.observed,
            level=level,
        )
    return table.warn(result)
