"""Change of scores from before to after: reliable, clinically significant, or neither."""

from __future__ import annotations

import argparse

from desist.cli.evaluate.argument import add_file, add_level
from desist.evaluation.change import Change, change
from desist.evaluation.change_scale import Scale
from desist.evaluation.table import read_table

EXAMPLES = """\
  desist evaluate change scores.csv --pre before --post after --sd 7.5 --reliability 0.8 \\
    --better lower
  desist evaluate change scores.csv --pre before --post after --sd 7.5 --reliability 0.8 \\
    --clinical-mean 40 --clinical-sd 8 --normal-mean 28 --normal-sd 6 --better lower --json
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Columns, and what is known of the instrument."""
    add_file(parser)
    parser.add_argument("--pre", required=True, metavar="COLUMN", help="score before")
    parser.add_argument("--post", required=True, metavar="COLUMN", help="score after")
    parser.add_argument("--sd", type=float, required=True, help="that the error is taken from")
    parser.add_argument("--sd-of", default="as given", metavar="WHOSE", help="said in the result")
    parser.add_argument("--reliability", type=float, required=True, help="from 0 to 1")
    parser.add_argument(
        "--reliability-of", default="as given", metavar="WHICH",
        help="such as 'test-retest' or 'alpha': said in the result",
    )  # fmt: skip
    for group in ("clinical", "normal"):
        parser.add_argument(f"--{group}-mean", type=float, help=f"of the {group} group")
        parser.add_argument(f"--{group}-sd", type=float, help=f"of the {group} group")
    parser.add_argument("--better", choices=("lower", "higher"), required=True, help="which way")
    add_level(parser)


def run(arguments: argparse.Namespace) -> Change:
    """Compute it."""
    table = read_table(arguments.file, numbers={"pre": arguments.pre, "post": arguments.post})
    scale = Scale(
        sd=arguments.sd,
        sd_of=arguments.sd_of,
        reliability=arguments.reliability,
        reliability_of=arguments.reliability_of,
        clinical_mean=arguments.clinical_mean,
        clinical_sd=arguments.clinical_sd,
        normal_mean=arguments.normal_mean,
        normal_sd=arguments.normal_sd,
        better=arguments.better,
    )
    with table.naming_faults():
        return change(
            table.numbers["pre"], table.numbers["post"], scale=scale, level=arguments.level,
            left_out=table.warnings,
        )  # fmt: skip
