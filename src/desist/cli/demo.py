"""Build a demonstration of invented people; only a database marked as one is ever rebuilt."""

from __future__ import annotations

import argparse
from typing import NoReturn

from desist.cli.casework_process import become_casework

EXAMPLES = """\
  desist demo
  desist demo --if-needed
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whether to keep one that is there."""
    parser.add_argument("--if-needed", action="store_true", help="keep one that is there")


def run(arguments: argparse.Namespace) -> NoReturn:
    """Hand it on."""
    kept = ["--if-needed"] if arguments.if_needed else []
    become_casework("demo", *kept, mode="demonstration")
