"""Close studies whose last day has passed and forget old extracts; a timer does it every night."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from desist.casework.studies.actions.keeping import KEPT, tidy_studies


class Command(BaseCommand):
    """``tidy_studies``."""

    help = __doc__

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Run it once, now."""
        count = tidy_studies(at=timezone.now())
        self.stdout.write(
            f"{count} studies were closed or extracts older than {KEPT.days} days forgotten."
        )
