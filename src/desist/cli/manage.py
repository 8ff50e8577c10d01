"""Run one of Django's own jobs: migrate, check, collectstatic, new_keys."""

from __future__ import annotations

import argparse
from typing import NoReturn

from desist.cli.casework_process import become_casework

EXAMPLES = """\
  desist manage check --deploy
  desist manage migrate
  desist manage new_keys
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whatever Django takes."""
    parser.add_argument("arguments", nargs=argparse.REMAINDER)


def run(arguments: argparse.Namespace) -> NoReturn:
    """Hand it on."""
    become_casework(*arguments.arguments)
