"""How far the items of a scale agree: alpha, omega, item statistics, error of measurement.

FILE has a row a person and a column an item.
"""

from __future__ import annotations

import argparse

import numpy as np

from desist.cli.evaluate.argument import add_file, add_level, names
from desist.evaluation.reliability import Reliability, reliability
from desist.evaluation.table import read_table
from desist.evaluation.table_reading import column_names
from desist.evaluation.unusable_data import UnusableData

EXAMPLES = """\
  desist evaluate reliability answers.csv --reverse item_2,item_5 --bounds 0,4
  desist evaluate reliability answers.csv --items item_1,item_2,item_3 --missing pairwise --json
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``FILE``, its items, and which are reversed."""
    add_file(parser)
    parser.add_argument("--items", type=names, help="columns (default: all but id)")
    parser.add_argument("--reverse", type=names, default=(), help="items scored the other way")
    parser.add_argument(
        "--bounds", type=_bounds, metavar="LOW,HIGH", help="answers possible (to reverse)"
    )
    parser.add_argument(
        "--missing", choices=("listwise", "pairwise"), default="listwise",
        help="rule for answers left out (default: %(default)s)",
    )  # fmt: skip
    add_level(parser)


def run(arguments: argparse.Namespace) -> Reliability:
    """Compute it."""
    held = column_names(arguments.file)
    items = arguments.items or tuple(each for each in held if each.lower() != "id")
    table = read_table(arguments.file, numbers=items, is_missing_kept=True)
    with table.naming_faults():
        if not items:
            raise UnusableData(
                "too_few_items", "there is no item", remedy="give columns of answers", where="items"
            )
        return reliability(
            np.column_stack([table.numbers[name] for name in items]),
            names=items,
            reverse=arguments.reverse,
            bounds=arguments.bounds,
            missing=arguments.missing,
            level=arguments.level,
        )


def _bounds(text: str) -> tuple[float, float]:
    try:
        low, high = (float(each) for each in text.split(","))
    except ValueError:
        low = high = 0.0
    if not low < high:
        raise argparse.ArgumentTypeError(f"{text!r} is no LOW,HIGH, such as 0,4")
    return low, high
