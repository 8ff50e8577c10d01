"""Evidence that may be looked at any day: harm, benefit, and what is claimed, as events come in.

FILE has one row for each stratum at each look: look, stratum, events_treated, events_control,
at_risk_treated, at_risk_control (counts of that look, at risk at its start). With --expected one
row a look: look, observed, expected[, expected_low, expected_high]. The word "boundaries" instead
of a file gives the boundaries of a planned trial with looks at --looks.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from desist.catalogue.fault import Fault, FaultyInput
from desist.cli.evaluate.argument import times
from desist.evaluation.evidence import Wager
from desist.evaluation.look_history import check_unaltered
from desist.evaluation.predicted_rate import Counts, PredictedRate, predicted_rate
from desist.evaluation.quantity import document
from desist.evaluation.sequential import COUNTS, Batches, Sequential, sequential
from desist.evaluation.spending_boundary import Boundaries, spending_boundaries
from desist.evaluation.table import read_table
from desist.evaluation.table_reading import column_names
from desist.evaluation.unusable_data import UnusableData

EXAMPLES = """\
  desist evaluate sequential looks.csv --claim 0.39 --claim 0.5
  desist evaluate sequential trial.csv --randomised --json
  desist evaluate sequential observed.csv --expected --claim 0.39
  desist evaluate sequential boundaries --looks 0.2,0.4,0.6,0.8,1
"""
BOUNDARIES = Path("boundaries")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``FILE`` or ``boundaries``, and what is claimed."""
    usual = Wager()
    parser.add_argument("file", type=Path, metavar="FILE|boundaries", help="CSV or Parquet")
    parser.add_argument(
        "--claim", type=float, action="append", default=[], metavar="RATIO",
        help="a claimed hazard ratio (or observed / expected): refute that it is at most this; "
        "may be given again",
    )  # fmt: skip
    parser.add_argument(
        "--randomised", action="store_true", help="people were allotted by lot: strata not needed"
    )
    parser.add_argument("--expected", action="store_true", help="one group against a predictor")
    parser.add_argument(
        "--earlier", type=Path, metavar="JSON",
        help="what this command wrote before: refuse if a look of it was rewritten",
    )  # fmt: skip
    for name, value, what in (
        ("stop-at", usual.stop_at, "e-value of a verdict"),
        ("warn-at", usual.warn_at, "e-value of an early warning"),
        ("spread", usual.spread, "standard deviation of the mixture over the log ratio"),
    ):
        parser.add_argument(
            f"--{name}", type=float, default=value, metavar="X", help=f"{what} (default: {value:g})"
        )
    parser.add_argument(
        "--looks", type=times, metavar="FRACTIONS", help="boundaries: of the planned events"
    )
    parser.add_argument("--alpha", type=float, default=0.05, help="boundaries: error to spend")
    parser.add_argument("--sides", type=int, default=2, help="boundaries: 1 or 2 (default: 2)")


def run(arguments: argparse.Namespace) -> Sequential | PredictedRate | Boundaries:
    """Compute it."""
    if arguments.file == BOUNDARIES:
        if arguments.looks is None:
            raise UnusableData(
                "no_looks", "boundaries need the looks they are for", where="looks",
                remedy="give fractions of the planned events, such as --looks 0.5,0.75,1",
            )  # fmt: skip
        return spending_boundaries(arguments.looks, alpha=arguments.alpha, sides=arguments.sides)
    wager = Wager(
        stop_at=arguments.stop_at, warn_at=arguments.warn_at, spread=arguments.spread
    )  # fmt: skip
    result: Sequential | PredictedRate
    if arguments.expected:
        result = _against_predictor(arguments, wager)
    else:
        result = _two_groups(arguments, wager)
    if arguments.earlier:
        check_unaltered(document(result)["looks"], earlier=_earlier(arguments.earlier))
    return result


def _two_groups(arguments: argparse.Namespace, wager: Wager) -> Sequential:
    has_strata = "stratum" in column_names(arguments.file)
    table = read_table(
        arguments.file, numbers=["look", *COUNTS], labels=["stratum"] if has_strata else []
    )
    with table.naming_faults():
        _refuse_gaps(table.warnings)
        return sequential(
            Batches(
                look=table.numbers["look"],
                stratum=table.labels.get("stratum"),
                **{name: table.numbers[name] for name in COUNTS},
            ),
            claims=arguments.claim,
            is_randomised=arguments.randomised,
            wager=wager,
        )


def _against_predictor(arguments: argparse.Namespace, wager: Wager) -> PredictedRate:
    held = column_names(arguments.file)
    limits = [each for each in ("expected_low", "expected_high") if each in held]
    table = read_table(arguments.file, numbers=["look", "observed", "expected", *limits])
    with table.naming_faults():
        _refuse_gaps(table.warnings)
        return predicted_rate(
            Counts(
                look=table.numbers["look"],
                observed=table.numbers["observed"],
                expected=table.numbers["expected"],
                low=table.numbers.get("expected_low"),
                high=table.numbers.get("expected_high"),
            ),
            claims=arguments.claim,
            wager=wager,
        )


def _refuse_gaps(left_out: tuple[str, ...]) -> None:
    """Counts with holes are no evidence: a row left out would be events left out."""
    if left_out:
        raise UnusableData(
            "missing_count", left_out[0].split(":")[0],
            remedy="fill in every count, 0 where there was none", where="look",
        )  # fmt: skip


def _earlier(path: Path) -> Any:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        problem = f"cannot be read ({error.__class__.__name__})"
        remedy = "give what this command wrote with --json at an earlier look"
        raise FaultyInput(
            [Fault(file=path.name, path="", problem=problem, remedy=remedy)]
        ) from None  # fmt: skip
    return content.get("looks") if isinstance(content, dict) else None
