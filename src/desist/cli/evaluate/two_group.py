"""An outcome counted in a treated and a control group: odds, risks, difference, number needed."""

from __future__ import annotations

import argparse

from desist.cli.evaluate.argument import add_level, count_of
from desist.evaluation.two_group import TwoGroup, two_group

EXAMPLES = """\
  desist evaluate two-group --treated 256/2562 --control 1058/13219
  desist evaluate two-group --treated 0/40 --control 6/38 --json
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``--treated K/N --control K/N``."""
    for group in ("treated", "control"):
        parser.add_argument(
            f"--{group}", type=count_of, required=True, metavar="K/N", help="events of people"
        )
    add_level(parser)


def run(arguments: argparse.Namespace) -> TwoGroup:
    """Compute it."""
    return two_group(*arguments.treated, *arguments.control, level=arguments.level)
