"""Say how many jobs wait, and for how long, and what failed in the last day."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from desist.casework.tasks.queue_state import queue_state


class Command(BaseCommand):
    """``jobs``, for whoever watches the service; about nobody. Ends with 1 where one is amiss."""

    help = __doc__

    def handle(self, *args: Any, **given: Any) -> None:
        """Count, and end with 1 where a job waits for more than ten minutes or one failed."""
        state = queue_state(at=timezone.now())
        minutes = int(state.longest.total_seconds() // 60)
        self.stdout.write(f"waiting: {state.waiting}, the first for {minutes} minutes")
        self.stdout.write(f"at work: {state.at_work}")
        for (job, error), number in sorted(state.failed.items()):
            self.stdout.write(f"failed in the last day: {job}, {error or 'given up'}: {number}")
        if not state.is_well:
            raise SystemExit(1)
