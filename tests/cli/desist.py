"""Run the command as a user does, and look at what it prints and how it ends."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Ended:
    """How a run ended."""

    status: int
    out: str
    err: str


def desist(*arguments: object, folder: Path | None = None, **environment: str) -> Ended:
    """Run ``desist`` in a process of its own."""
    ended = subprocess.run(  # noqa: PLW1510 - the status is what is looked at
        [sys.executable, "-m", "desist.cli", *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, **environment},
        timeout=60,
    )
    return Ended(status=ended.returncode, out=ended.stdout, err=ended.stderr)
