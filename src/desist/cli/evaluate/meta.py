"""Several studies pooled: fixed and random effects, their disagreement, and what may be missing.

FILE has one row a study: study, treated_events, treated_total, control_events, control_total, and
moderators as further columns of numbers.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from desist.cli.evaluate.argument import add_level, names
from desist.documents.forest_plot import forest_plot
from desist.evaluation.meta import MetaAnalysis, StudyCounts, meta
from desist.evaluation.table import read_table

EXAMPLES = """\
  desist evaluate meta studies.csv
  desist evaluate meta studies.csv --measure risk_ratio --moderators year --forest forest.svg
"""
COUNTS = ("treated_events", "treated_total", "control_events", "control_total")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``FILE`` and how to pool it."""
    parser.add_argument("file", type=Path, metavar="FILE", help="CSV or Parquet, one row a study")
    parser.add_argument(
        "--measure", choices=("odds_ratio", "risk_ratio"), default="odds_ratio",
        help="(default: %(default)s)",
    )  # fmt: skip
    parser.add_argument("--moderators", type=names, default=(), metavar="a,b", help="columns")
    parser.add_argument("--forest", type=Path, metavar="SVG", help="draw the forest plot here")
    add_level(parser)


def run(arguments: argparse.Namespace) -> MetaAnalysis:
    """Read the studies, pool them, and draw them where asked."""
    table = read_table(
        arguments.file, numbers=[*COUNTS, *arguments.moderators], labels=["study"]
    )  # fmt: skip
    with table.naming_faults():
        result = meta(
            StudyCounts(**{name: table.numbers[name] for name in COUNTS}),
            studies=table.labels["study"].tolist(),
            measure=arguments.measure,
            moderators={name: table.numbers[name] for name in arguments.moderators},
            level=arguments.level,
            left_out=table.warnings,
        )
    if arguments.forest:
        pooled = [
            vars(each) | {"study": words}
            for words, each in (
                ("Fixed effect", result.fixed),
                ("Random effects (REML)", result.reml),
                ("Prediction", result.reml.prediction),
            )
        ]
        drawn = forest_plot(
            [vars(each) for each in result.studies],
            pooled,
            measure=result.measure.replace("_", " "),
        )
        arguments.forest.write_text(drawn + "\n", encoding="utf-8")
    return result
