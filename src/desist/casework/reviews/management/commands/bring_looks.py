"""Ask by hand for the looks at New Life Plans that come near; a timer does it every morning."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from desist.casework.reviews.looks import AHEAD, bring_looks


class Command(BaseCommand):
    """``bring_looks``."""

    help = __doc__

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Run it once, now."""
        count = bring_looks(at=timezone.now())
        self.stdout.write(f"{count} looks within {AHEAD.days} days were asked for.")
