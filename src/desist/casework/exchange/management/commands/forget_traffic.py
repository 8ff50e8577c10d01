"""Forget by hand what passed between systems long ago; a timer does it every night."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from desist.casework.exchange.actions.traffic import KEPT, forget_traffic


class Command(BaseCommand):
    """``forget_traffic``."""

    help = __doc__

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Run it once, now."""
        count = forget_traffic(at=timezone.now())
        self.stdout.write(f"{count} rows older than {KEPT.days} days were forgotten.")
