"""Build a demonstration of invented people; rebuild one only where the mark says it is one."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from desist.casework.demonstration.demonstrate import in_one_go, seed
from desist.casework.demonstration.queries import is_demonstration
from desist.casework.demonstration.tables import lay_tables


class Command(BaseCommand):
    """``demo [--if-needed]``."""

    help = __doc__
    requires_system_checks = ()

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Whether to leave a demonstration that is there as it is."""
        parser.add_argument("--if-needed", action="store_true")
        parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)

    def handle(self, *args: Any, **given: Any) -> None:
        """Build it beside the old one, then put it in its place.

        Raises:
            CommandError: not in demonstration mode, or the database is not marked as one.
        """
        if not settings.DEMONSTRATION:
            raise CommandError("set DESIST_MODE=demonstration: nothing else is ever seeded")
        if given["here"]:
            self._build()
            return
        exists = "audit_event" in connection.introspection.table_names()
        if exists and not is_demonstration():
            raise CommandError("this database does not carry the mark of a demonstration")
        if exists and given["if_needed"]:
            call_command("migrate", verbosity=0)
            return
        if connection.vendor == "sqlite":
            self._replace_file()
            if exists:
                self.stderr.write("  start the service again, if it runs: it holds the old file")
        elif exists:
            raise CommandError("name another, empty database in DATABASE_URL to build anew")
        else:
            self._build()

    def _build(self) -> None:
        start = monotonic()
        lay_tables(connection)
        now = timezone.now()
        with in_one_go(at=now):
            for line in seed(now=now):
                self.stderr.write(f"  {line}")
        self.stderr.write(f"  made in {monotonic() - start:.0f} seconds")

    def _replace_file(self) -> None:
        """A new file, never the old one emptied: the triggers of its trail stay on."""
        connection.close()
        target = Path(settings.DATABASES["default"]["NAME"])
        fresh = target.with_suffix(".new")
        target.parent.mkdir(parents=True, exist_ok=True)
        checkpoints = Path(settings.DESIST_CHECKPOINTS)
        for left in (fresh, Path(f"{fresh}-wal"), Path(f"{fresh}-shm")):
            left.unlink(missing_ok=True)
        if checkpoints.exists():
            checkpoints.rename(f"{checkpoints}.{timezone.now():%Y%m%dT%H%M%S}")
        job = [sys.executable, "-m", "desist.casework.config", "demo", "--here"]
        environment = os.environ | {"DESIST_SQLITE": str(fresh)}
        if subprocess.run(job, env=environment, check=False).returncode:  # noqa: S603 - ourselves
            raise CommandError("the demonstration could not be built; the old one is untouched")
        for left in (f"{target}-wal", f"{target}-shm"):
            Path(left).unlink(missing_ok=True)
        fresh.replace(target)
