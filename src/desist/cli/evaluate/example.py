"""An invented cohort as CSV, to try the jobs on. There is no treatment effect in it."""

from __future__ import annotations

import argparse

from desist.evaluation.example_cohort import example_cohort

EXAMPLES = """\
  desist evaluate example > cohort.csv
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``--n`` and ``--seed``."""
    parser.add_argument("--n", type=int, default=500, help="people (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=2007, help="(default: %(default)s)")


def run(arguments: argparse.Namespace) -> str:
    """Invent it."""
    return example_cohort(n=arguments.n, seed=arguments.seed)
