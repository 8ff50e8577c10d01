"""How much each covariate multiplies the hazard of the event: Cox's proportional hazards.

Competing events (2 and more) are censored at their time: the hazard is that of event 1 among those
still without any (cause-specific).
"""

from __future__ import annotations

import argparse

from desist.cli.evaluate.argument import (
    add_file,
    add_follow_up,
    add_level,
    covariate_columns,
    covariates_of,
    follow_up_columns,
    names,
)
from desist.evaluation.cox import Cox, CoxOptions, cox
from desist.evaluation.follow_up import follow_up, refuse_overlaps
from desist.evaluation.table import read_table

EXAMPLES = """\
  desist evaluate cox cohort.csv --time days --event event --covariates treated,age,prior
  desist evaluate cox cohort.csv --time days --event event --start start \\
    --covariates treated,age --cluster site --json
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Columns, the rule for ties, and clusters."""
    add_file(parser)
    add_follow_up(parser)
    parser.add_argument("--covariates", type=names, required=True, metavar="A,B,...")
    parser.add_argument(
        "--ties", choices=("efron", "breslow"), default="efron", help="(default: %(default)s)"
    )
    parser.add_argument(
        "--cluster", metavar="COLUMN", help="rows that belong together, such as site"
    )
    add_level(parser)


def run(arguments: argparse.Namespace) -> Cox:
    """Read the columns and fit."""
    table = read_table(
        arguments.file,
        numbers=follow_up_columns(arguments) | covariate_columns(arguments.covariates),
        labels={"cluster": arguments.cluster, "id": arguments.id},
    )
    time, event = table.numbers["time"], table.numbers["event"]
    start = table.numbers.get("start")
    with table.naming_faults():
        if arguments.id:
            refuse_overlaps(follow_up(time, event, start), table.labels["id"])
        result = cox(
            time, event, covariates_of(table, arguments.covariates), start=start,
            cluster=table.labels.get("cluster"),
            options=CoxOptions(
                ties=arguments.ties, unit=arguments.unit, level=arguments.level
            ),
        )  # fmt: skip
    return table.warn(result)
