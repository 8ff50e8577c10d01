"""Whether predicted probabilities came true: ratio, intercept and slope, Brier score, AUC.

Where people were followed for different times, give --horizon and --time; --outcome is then the
code of the event (0 censored, 1 the outcome, 2 and more competing).
"""

from __future__ import annotations

import argparse

from desist.cli.evaluate.argument import add_file, add_level
from desist.evaluation.calibration import Calibration, CalibrationOptions, calibration
from desist.evaluation.follow_up import follow_up, refuse_overlaps
from desist.evaluation.table import read_table

EXAMPLES = """\
  desist evaluate calibration cohort.csv --probability predicted --outcome reconvicted
  desist evaluate calibration cohort.csv --probability predicted --outcome event \\
    --time days --horizon 730 --by arm --json
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Columns, the horizon, and what is done about those who left before it."""
    add_file(parser)
    parser.add_argument("--probability", required=True, metavar="COLUMN", help="as a fraction")
    parser.add_argument("--outcome", required=True, metavar="COLUMN", help="0 or 1, or event code")
    parser.add_argument("--horizon", type=float, metavar="T", help="by which it was predicted")
    parser.add_argument("--time", metavar="COLUMN", help="end of follow-up (with --horizon)")
    parser.add_argument(
        "--censoring", choices=("weights", "refuse"), default="weights",
        help="for whoever left before the horizon (default: %(default)s)",
    )  # fmt: skip
    parser.add_argument("--by", metavar="COLUMN", help="subgroups")
    parser.add_argument("--id", metavar="COLUMN", help="pseudonym: refuses people who are in twice")
    parser.add_argument("--unit", default="unit not named", help="of times, such as days")
    add_level(parser)


def run(arguments: argparse.Namespace) -> Calibration:
    """Read the columns and measure."""
    table = read_table(
        arguments.file,
        numbers={
            "probability": arguments.probability,
            "outcome": arguments.outcome,
            "event": arguments.outcome,
            "time": arguments.time,
        },
        labels={"by": arguments.by, "id": arguments.id},
    )
    numbers = table.numbers
    with table.naming_faults():
        if arguments.id:
            everybody = numbers["outcome"] * 0
            refuse_overlaps(follow_up(everybody + 1, everybody), table.labels["id"])
        result = calibration(
            numbers["probability"], numbers["outcome"], time=numbers.get("time"),
            by=table.labels.get("by"),
            options=CalibrationOptions(
                horizon=arguments.horizon, censoring=arguments.censoring, unit=arguments.unit,
                level=arguments.level,
            ),
        )  # fmt: skip
    return table.warn(result)
