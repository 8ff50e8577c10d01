"""So many of so many, as a fraction with Wilson and exact intervals."""

from __future__ import annotations

import argparse

from desist.cli.evaluate.argument import add_level, count_of
from desist.evaluation.proportion import Proportion, proportion

EXAMPLES = """\
  desist evaluate proportion 13/198
  desist evaluate proportion 0/40 --level 0.9 --json
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``K/N``."""
    parser.add_argument("count", type=count_of, metavar="K/N", help="how many of how many")
    add_level(parser)


def run(arguments: argparse.Namespace) -> Proportion:
    """Compute it."""
    return proportion(*arguments.count, level=arguments.level)
