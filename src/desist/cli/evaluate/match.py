"""Treated people matched with untreated ones who look alike, with the balance before and after.

Pairs are given by line of the file (the header of a CSV file is line 1).
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import get_args

import numpy as np

from desist.cli.evaluate.argument import add_file, add_level, names
from desist.evaluation.match import Match, MatchOptions, Pair, match
from desist.evaluation.nearest_match import Order
from desist.evaluation.table import read_table

EXAMPLES = """\
  desist evaluate match cohort.csv --treated treated --covariates age,prior
  desist evaluate match cohort.csv --treated treated --covariates age,prior \\
    --outcome reconvicted --ratio 2 --caliper 0.1 --json
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Columns, and how to match."""
    usual = MatchOptions()
    add_file(parser)
    parser.add_argument("--treated", required=True, metavar="COLUMN", help="1 treated, 0 control")
    parser.add_argument("--covariates", type=names, required=True, metavar="a,b,c")
    parser.add_argument("--outcome", metavar="COLUMN", help="0 or 1")
    parser.add_argument(
        "--caliper", type=float, default=usual.caliper, metavar="SD",
        help="in standard deviations of the distance; 0 for none (default: %(default)s)",
    )  # fmt: skip
    parser.add_argument("--ratio", type=int, default=usual.ratio, help="controls to each treated")
    parser.add_argument(
        "--distance", choices=("logit", "probability"), default=usual.distance,
        help="scale of the propensity (default: %(default)s)",
    )  # fmt: skip
    parser.add_argument(
        "--order", choices=get_args(Order), default=usual.order, help="who chooses first"
    )
    parser.add_argument("--seed", type=int, default=usual.seed, help="of the random order")
    add_level(parser)


def run(arguments: argparse.Namespace) -> Match:
    """Read the columns, match, and name the pairs by line."""
    table = read_table(
        arguments.file,
        numbers={"treated": arguments.treated, "outcome": arguments.outcome}
        | {name: name for name in arguments.covariates},
    )
    with table.naming_faults():
        result = match(
            table.numbers["treated"],
            np.column_stack([table.numbers[name] for name in arguments.covariates]),
            names=arguments.covariates,
            outcome=table.numbers.get("outcome"),
            options=MatchOptions(
                caliper=arguments.caliper or None,
                ratio=arguments.ratio,
                order=arguments.order,
                distance=arguments.distance,
                seed=arguments.seed,
            ),
            level=arguments.level,
            left_out=table.warnings,
        )
    return replace(
        result,
        pairs=tuple(
            Pair(
                treated=int(table.lines[pair.treated]),
                controls=tuple(int(table.lines[each]) for each in pair.controls),
            )
            for pair in result.pairs
        ),
    )
