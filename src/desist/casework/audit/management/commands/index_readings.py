"""Index by hand who looked at whom; a timer does it every minute, and a search before it looks."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from desist.casework.audit.reading_index import index_readings


class Command(BaseCommand):
    """``index_readings``."""

    help = __doc__

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Run it once, now."""
        count = index_readings(at=timezone.now())
        self.stdout.write(f"{count} events were passed over.")
