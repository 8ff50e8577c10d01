"""The counts that round to a printed percentage, and whether there are any."""

from __future__ import annotations

import argparse

from desist.cli.evaluate.argument import add_level
from desist.evaluation.proportion import Attainable, attainable

EXAMPLES = """\
  desist evaluate attainable 6.6 --n 198
  desist evaluate attainable 7 --decimals 1 --n 201 --json
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``PCT --n N [--decimals D]``."""
    parser.add_argument("percentage", metavar="PCT", help="as printed, such as 6.6")
    parser.add_argument("--n", type=int, required=True, help="how many there were")
    parser.add_argument("--decimals", type=int, help="printed (default: those of PCT as given)")
    add_level(parser)


def run(arguments: argparse.Namespace) -> Attainable:
    """Compute it."""
    return attainable(
        arguments.percentage.rstrip("%"),
        n=arguments.n,
        decimals=arguments.decimals,
        level=arguments.level,
    )
