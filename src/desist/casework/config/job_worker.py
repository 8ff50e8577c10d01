"""Job worker: the process that works through jobs, begun again whenever it ended.

It ends when the database does not answer for a moment. Letters, notices and extracts would wait
from then on for somebody who notices that none come.
"""

from __future__ import annotations

import logging
import socket
import subprocess
import sys
from collections.abc import Sequence

from django.db import DatabaseError
from django.utils import timezone

from desist.casework.tasks.actions import take_back_jobs

log = logging.getLogger("desist.serve")
LONGEST_NAME = 64
WORK = (sys.executable, "-m", "desist.casework.config", "db_worker", "--interval", "2")


def name_of_worker(port: int) -> str:
    """What the worker of a server is called, also after it was begun again: by host and port."""
    return f"{socket.gethostname()}:{port}"[-LONGEST_NAME:]


class JobWorker:
    """One worker of a name that no other has at the same time."""

    def __init__(self, name: str, *, command: Sequence[str] = WORK) -> None:
        self._name = name
        self._command = (*command, "--worker-id", name)
        self.process: subprocess.Popen[bytes] | None = None

    def keep_going(self) -> None:
        """Start it, or again where it ended, with what it was at; later where no database answers.

        Call it now and then.
        """
        if self.process is not None:
            if self.process.poll() is None:
                return
            log.warning("the worker of jobs ended (%s) and is begun again", self.process.returncode)
        try:
            taken_back = take_back_jobs(worker=self._name, at=timezone.now())
        except DatabaseError:
            log.exception("the worker of jobs waits for the database")
            return
        if taken_back:
            log.warning("%s jobs are begun again", taken_back)
        self.process = subprocess.Popen(self._command)  # noqa: S603 - ourselves
