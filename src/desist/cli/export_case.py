"""Write a case of casework as a CASE.toml: an opaque id or a CRN. It is audited as a disclosure."""

from __future__ import annotations

import argparse
from typing import NoReturn

from desist.cli.casework_process import become_casework

EXAMPLES = """\
  desist export-case X123456 --out case.toml
  desist export-case X123456 --as-decided --to "the prison's psychologist"
  desist manage adoptions --out adoptions.toml
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which case, as of when, for whom, and where to write it."""
    parser.add_argument("reference", metavar="REF", help="an opaque id, or a CRN")
    parser.add_argument("--on", metavar="DATE", help="as known on a day (default: today)")
    parser.add_argument("--as-decided", action="store_true", help="as the newest decision had it")
    parser.add_argument("--to", metavar="WHOM", help="to whom it is disclosed, for the audit trail")
    parser.add_argument("--out", metavar="FILE", help="default: standard output")


def run(arguments: argparse.Namespace) -> NoReturn:
    """Hand it on; 0 written, 1 there is no such case, 2 unusable input."""
    given = [arguments.reference]
    for name in ("on", "to", "out"):
        value = getattr(arguments, name)
        given += [f"--{name}", value] if value else []
    become_casework("export_case", *given, *(["--as-decided"] if arguments.as_decided else []))
