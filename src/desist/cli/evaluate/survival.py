"""How long people go without the event: Kaplan-Meier, log-rank, restricted mean.

Rows with a competing event (2 and more) end there; see the competing job for what that hides.
"""

from __future__ import annotations

import argparse
from dataclasses import replace

from desist.cli.evaluate.argument import (
    add_file,
    add_follow_up,
    add_level,
    follow_up_columns,
    times,
)
from desist.evaluation.follow_up import follow_up, refuse_overlaps
from desist.evaluation.limits import SCALES
from desist.evaluation.survival import Survival, SurvivalOptions, survival
from desist.evaluation.table import read_table

EXAMPLES = """\
  desist evaluate survival cohort.csv --time days --event event --unit days --at 365,730
  desist evaluate survival cohort.csv --time days --event event --by arm --json
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Columns, times, and how limits are drawn."""
    add_file(parser)
    add_follow_up(parser)
    parser.add_argument("--by", metavar="COLUMN", help="groups to compare")
    parser.add_argument("--at", type=times, default=(), metavar="T,...", help="read the curve here")
    parser.add_argument("--until", type=float, metavar="T", help="of the restricted mean")
    parser.add_argument(
        "--interval", choices=SCALES, default="log-log", help="scale (default: %(default)s)"
    )
    parser.add_argument("--curve", action="store_true", help="give every step of the curves")
    add_level(parser)


def run(arguments: argparse.Namespace) -> Survival:
    """Read the columns and compute."""
    table = read_table(
        arguments.file,
        numbers=follow_up_columns(arguments),
        labels={"by": arguments.by, "id": arguments.id},
    )
    time, event = table.numbers["time"], table.numbers["event"]
    start = table.numbers.get("start")
    with table.naming_faults():
        if arguments.id:
            refuse_overlaps(follow_up(time, event, start), table.labels["id"])
        result = survival(
            time, event, start=start, by=table.labels.get("by"),
            options=SurvivalOptions(
                at=arguments.at, until=arguments.until, scale=arguments.interval,
                unit=arguments.unit, level=arguments.level,
            ),
        )  # fmt: skip
    if not arguments.curve:
        result = replace(result, groups=tuple(replace(each, curve=None) for each in result.groups))
    return table.warn(result)
