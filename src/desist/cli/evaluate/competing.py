"""Events that preclude each other, such as reconviction and death.

Aalen-Johansen incidence by group and kind of event, Gray's test, and with covariates the
cause-specific Cox models and a Fine-Gray model of the cause of interest.
"""

from __future__ import annotations

import argparse
from dataclasses import replace

from desist.cli.evaluate.argument import (
    add_file,
    add_follow_up,
    add_level,
    covariate_columns,
    covariates_of,
    follow_up_columns,
    names,
    times,
)
from desist.evaluation.competing import Competing, CompetingOptions, People, competing
from desist.evaluation.follow_up import follow_up, refuse_overlaps
from desist.evaluation.limits import SCALES
from desist.evaluation.table import read_table

EXAMPLES = """\
  desist evaluate competing cohort.csv --time days --event event --by arm --at 365,730
  desist evaluate competing cohort.csv --time days --event event --covariates treated,age --json
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Columns, times, the cause of interest, and how limits are drawn."""
    add_file(parser)
    add_follow_up(parser)
    parser.add_argument("--by", metavar="COLUMN", help="groups to compare")
    parser.add_argument("--covariates", type=names, default=(), metavar="A,B,...")
    parser.add_argument("--at", type=times, default=(), metavar="T,...", help="read curves here")
    parser.add_argument("--cause", type=int, default=1, help="of Fine-Gray (default: %(default)s)")
    parser.add_argument(
        "--interval", choices=SCALES, default="log-log", help="scale (default: %(default)s)"
    )
    parser.add_argument("--curve", action="store_true", help="give every step of the curves")
    add_level(parser)


def run(arguments: argparse.Namespace) -> Competing:
    """Read the columns and compute."""
    table = read_table(
        arguments.file,
        numbers=follow_up_columns(arguments) | covariate_columns(arguments.covariates),
        labels={"by": arguments.by, "id": arguments.id},
    )
    time, event = table.numbers["time"], table.numbers["event"]
    start, person = table.numbers.get("start"), table.labels.get("id")
    with table.naming_faults():
        if person is not None:
            refuse_overlaps(follow_up(time, event, start), person)
        result = competing(
            time, event, start=start,
            people=People(
                by=table.labels.get("by"), person=person,
                covariates=covariates_of(table, arguments.covariates),
            ),
            options=CompetingOptions(
                at=arguments.at, cause=arguments.cause, scale=arguments.interval,
                unit=arguments.unit, level=arguments.level,
            ),
        )  # fmt: skip
    if not arguments.curve:
        groups = tuple(replace(each, curves=None) for each in result.groups)
        result = replace(result, groups=groups)
    return table.warn(result)
