"""Write to staff for whom something is due, once a day; the worker sends the notices."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from desist.casework.tasks.jobs import write_notices_of_today


class Command(BaseCommand):
    """``remind``. A server does it every morning by itself; twice a day does no harm."""

    help = __doc__

    def handle(self, *args: Any, **given: Any) -> None:
        """Write the notices of today and say how many."""
        written = write_notices_of_today(at=timezone.now())
        self.stdout.write(f"{written} notices written")
