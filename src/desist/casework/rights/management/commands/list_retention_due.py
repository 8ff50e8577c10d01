"""List the records that have been kept for as long as the schedule says, and ask about each."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from desist.casework.rights.retention import ask_about_due


class Command(BaseCommand):
    """``list_retention_due``: run it once a day. It erases nothing."""

    help = __doc__

    def handle(self, *args: Any, **given: Any) -> None:
        """Say how many fell due."""
        self.stdout.write(f"{ask_about_due(at=timezone.now())} records fall due")
