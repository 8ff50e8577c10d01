"""Say how many jobs wait, and for how long, and what failed in the last day."""

from __future__ import annotations

import argparse
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from desist.casework.tasks.actions import take_back_jobs
from desist.casework.tasks.queue_state import queue_state


class Command(BaseCommand):
    """``jobs [--take-back WORKER]``, for whoever watches the service; about nobody."""

    help = __doc__

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Whose jobs are to be begun again."""
        parser.add_argument(
            "--take-back",
            metavar="WORKER",
            help="begin again what a worker was at that runs no more, and will not under this name",
        )

    def handle(self, *args: Any, **given: Any) -> None:
        """Count, and end with 1 where a job waits for too long, was left, or failed."""
        if worker := given["take_back"]:
            taken_back = take_back_jobs(worker=worker, at=timezone.now())
            self.stdout.write(f"taken back: {taken_back}")
        state = queue_state(at=timezone.now())
        minutes = int(state.longest.total_seconds() // 60)
        self.stdout.write(f"waiting: {state.waiting}, the first for {minutes} minutes")
        self.stdout.write(f"at work: {state.at_work}")
        for worker, number in sorted(state.left.items()):
            self.stdout.write(f"at work for more than an hour: {number}, by {worker}")
        for (job, error), number in sorted(state.failed.items()):
            self.stdout.write(f"failed in the last day: {job}, {error or 'given up'}: {number}")
        if not state.is_well:
            raise SystemExit(1)
