"""Call on others where nobody acknowledged a concern in time: once, or every so many seconds."""

from __future__ import annotations

import argparse
import time
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from desist.casework.concerns.escalation import escalate_overdue


class Command(BaseCommand):
    """``escalate_concerns [--every SECONDS]``; several at once do no harm."""

    help = __doc__

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """How often; once where nothing is said."""
        parser.add_argument("--every", type=int, metavar="SECONDS")

    def handle(self, *args: Any, **given: Any) -> None:
        """Say how many were escalated."""
        while True:
            taken = escalate_overdue(at=timezone.now())
            self.stdout.write(f"{taken} concerns escalated")
            if not given["every"]:
                return
            time.sleep(given["every"])
