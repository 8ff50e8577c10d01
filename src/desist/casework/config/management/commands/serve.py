"""Serve the pages and work through the background jobs, until told to stop."""

from __future__ import annotations

import argparse
import logging
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterable, Mapping
from threading import Event
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from desist.casework.audit.idle import SECONDS_BETWEEN, note_silence
from desist.casework.config.job_worker import JobWorker, name_of_worker
from desist.casework.config.startup import refuse_unsafe_start
from desist.casework.demonstration.queries import whom_to_be
from desist.casework.tasks.timer import run_due

log = logging.getLogger("desist.serve")
PATIENCE = 10
"""Seconds in which a page that is being made may still be finished."""


class Command(BaseCommand):
    """``serve [--host H] [--port P] [--workers N]``."""

    help = __doc__

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Where, and with how many processes."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)

    def handle(self, *args: Any, **given: Any) -> None:
        """Start both, say where, keep the worker going, and end it when the server ends."""
        refuse_unsafe_start()
        _refuse_taken(given["host"], given["port"])
        self._greet(f"http://{given['host']}:{given['port']}")
        started = subprocess.Popen(_server(given))  # noqa: S603 - ourselves
        worker = JobWorker(name_of_worker(given["port"]))
        asked = Event()
        signal.signal(signal.SIGTERM, lambda *_: (asked.set(), _stop([started, worker.process])))
        try:
            _watch(started, worker)
        except KeyboardInterrupt:
            asked.set()
        finally:
            _stop([started, worker.process])
            note_silence(at_once=True)
        if not asked.is_set():
            raise CommandError(f"the server ended by itself ({started.returncode})")

    def _greet(self, address: str) -> None:
        self.stdout.write(f"\nDesist is at {address}")
        if settings.DEMONSTRATION:
            self.stdout.write(
                f"Everybody in it is invented. At {address}/demonstration/ sign in as"
            )
            for role, user in whom_to_be():
                self.stdout.write(f"  {role:<24} {user.full_name}")
        self.stdout.write("Stop with Ctrl-C.\n")
        self.stdout.flush()


def _refuse_taken(host: str, port: int) -> None:
    """The server would say so itself, in fifty lines."""
    try:
        family = socket.getaddrinfo(host, port)[0][0]
        with socket.socket(family) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind((host, port))
    except (OSError, OverflowError) as error:
        said = getattr(error, "strerror", None) or error
        raise CommandError(
            f"nothing can be served at {host}:{port}: {said}. Stop what is there, or name another"
            " address with --host or --port."
        ) from error


def _server(given: Mapping[str, Any]) -> list[str]:
    # Without --blocking-threads every thread opens a database of its own, and memory grows. Without
    # --respawn-failed-workers the end of one process ends them all.
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", given["host"],
        "--port", str(given["port"]), "--workers", str(given["workers"]),
        "--blocking-threads", "1", "--no-ws", "--log-level", "warning",
        "--respawn-failed-workers", "desist.casework.config.wsgi:application",
    ]  # fmt: skip


def _watch(server: subprocess.Popen[bytes], worker: JobWorker) -> None:
    """Until the server ends; meanwhile the worker is kept going and timers take their turns.

    A silence gets its checkpoint.
    """
    worker.keep_going()
    while server.poll() is None:
        try:
            server.wait(timeout=SECONDS_BETWEEN)
        except subprocess.TimeoutExpired:
            close_old_connections()
            worker.keep_going()
            _take_turns()
            note_silence()


def _take_turns() -> None:
    """Run what falls due. A database that does not answer is tried again: serving goes on."""
    try:
        run_due(at=timezone.now())
    except DatabaseError:
        log.exception("no timer could be run")


def _stop(started: Iterable[subprocess.Popen[bytes] | None]) -> None:
    """Ask both to end, and end what does not: else serving would go on, deaf to being stopped."""
    running = [process for process in started if process is not None]
    for process in running:
        process.terminate()
    for process in running:
        try:
            process.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            log.warning("process %s did not end within %s seconds", process.pid, PATIENCE)
            process.kill()
            process.wait()
