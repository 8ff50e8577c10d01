"""Outcomes of a cohort from links and records: no names in it, and none needed for it.

LINKS is links.csv of desist evaluate link, with what was settled in its review. RECORDS is CSV with
record (the id that was linked), offended_on, convicted_on, known_on, kind, disposal, severity.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from desist.evaluation.quantity import Findings

EXAMPLES = """\
  desist evaluate outcomes links/links.csv records.csv --out cohort/outcomes.parquet
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``LINKS RECORDS --out``."""
    parser.add_argument("links", type=Path, metavar="LINKS")
    parser.add_argument("records", type=Path, metavar="RECORDS")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="outcomes.parquet")


def run(arguments: argparse.Namespace) -> Findings:
    """Read, join, write."""
    from desist.evaluation.linked_outcomes import link_outcomes

    result, frame = link_outcomes(arguments.links, arguments.records)
    frame.write_parquet(arguments.out)
    return result
