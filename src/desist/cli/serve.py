"""Serve casework: pages and background jobs, until stopped."""

from __future__ import annotations

import argparse
from typing import NoReturn

from desist.cli.casework_process import become_casework

EXAMPLES = """\
  desist serve
  desist serve --port 8080 --workers 4
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where, and with how many processes."""
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int)


def run(arguments: argparse.Namespace) -> NoReturn:
    """Hand it on."""
    given = ["--host", arguments.host, "--port", str(arguments.port)]
    if arguments.workers:
        given += ["--workers", str(arguments.workers)]
    become_casework("serve", *given)
