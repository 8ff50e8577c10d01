"""Whether people fall into kinds by their scores: latent profiles, how stable, by group.

FILE has a row a person and a column a scale. Kinds describe a sample; they decide nothing about
anybody.
"""

from __future__ import annotations

import argparse

import numpy as np

from desist.cli.evaluate.argument import add_file, add_level, names
from desist.evaluation.profiles import MOST, Profiles, profiles
from desist.evaluation.table import read_table

EXAMPLES = """\
  desist evaluate profiles scores.csv --scales self_esteem,loneliness,distress
  desist evaluate profiles scores.csv --scales self_esteem,loneliness,distress --by offence --json
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``FILE --scales [--by] [--most] [--seed]``."""
    add_file(parser)
    parser.add_argument("--scales", type=names, required=True, help="columns of scores")
    parser.add_argument("--by", metavar="COLUMN", help="a group to compare, such as the offence")
    parser.add_argument(
        "--most", type=_most, default=MOST, help="most profiles tried (default: %(default)s)"
    )
    parser.add_argument("--seed", type=int, default=1, help="of the starts (default: %(default)s)")
    add_level(parser)


def run(arguments: argparse.Namespace) -> Profiles:
    """Compute it."""
    by = (arguments.by,) if arguments.by else ()
    table = read_table(arguments.file, numbers=arguments.scales, labels=by, is_missing_kept=True)
    with table.naming_faults():
        return profiles(
            np.column_stack([table.numbers[name] for name in arguments.scales]),
            scales=arguments.scales,
            groups=table.labels[arguments.by] if arguments.by else None,
            most=arguments.most,
            seed=arguments.seed,
            level=arguments.level,
        )


def _most(text: str) -> int:
    if text.isdigit() and 1 <= int(text) <= 12:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no number of profiles from 1 to 12")
