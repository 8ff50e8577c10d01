"""The way from the command line to Django: another process, named by its settings module alone."""

from __future__ import annotations

import os
import sys
from typing import NoReturn


def become_casework(*arguments: str, mode: str | None = None) -> NoReturn:
    """Become a job of casework: whoever stops this process stops that job, and sees its status.

    ``mode`` is used where ``DESIST_MODE`` says nothing.
    """
    environment = dict(os.environ)
    if mode is not None:
        environment.setdefault("DESIST_MODE", mode)
    job = (sys.executable, "-m", "desist.casework.config", *arguments)
    sys.stdout.flush()
    os.execve(sys.executable, job, environment)  # noqa: S606 - ourselves, without a shell
