"""Write to staff for whom something is due, once a day; the worker sends the notices."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from desist.casework.tasks.jobs import write_notices


class Command(BaseCommand):
    """``remind``. Run it every morning by the machine's own clock; twice a day does no harm."""

    help = __doc__

    def handle(self, *args: Any, **given: Any) -> None:
        """Write the notices of today and say how many."""
        now = timezone.now()
        written = write_notices(day=timezone.localdate(now), at=now)
        self.stdout.write(f"{written} notices written")
