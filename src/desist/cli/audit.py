"""Verify the audit trail of casework, alone or against checkpoints kept outside its database."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import NoReturn

from desist.cli.casework_process import become_casework

EXAMPLES = """\
  desist audit verify
  desist audit verify --checkpoints /mnt/elsewhere/checkpoints --json
  desist audit public-key
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``verify`` and ``public-key``."""
    parser.add_argument("job", choices=("verify", "public-key"))
    parser.add_argument("--checkpoints", type=Path, metavar="F", help="signed checkpoints")
    parser.add_argument("--public-key", metavar="HEX", help="default: that of this installation")
    parser.add_argument("--json", action="store_true", help="one JSON object and nothing else")


def run(arguments: argparse.Namespace) -> NoReturn:
    """Hand it on; 0 whole, 1 something is wrong, 2 unusable input."""
    given = [arguments.job]
    if arguments.checkpoints:
        given += ["--checkpoints", str(arguments.checkpoints)]
    if arguments.public_key:
        given += ["--public-key", arguments.public_key]
    become_casework("audit", *given, *(["--json"] if arguments.json else []))
