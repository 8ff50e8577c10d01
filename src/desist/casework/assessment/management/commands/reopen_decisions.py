"""Raise a task wherever the facts of a decided case have changed since, whoever changed them."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from desist.casework.access.policy import System
from desist.casework.assessment.actions.reopening import reopen_if_changed
from desist.casework.assessment.queries.forecast import decided

BY = System("clock")


class Command(BaseCommand):
    """``reopen_decisions``: for a timer, once a day."""

    help = __doc__

    def handle(self, *args: Any, **given: Any) -> None:
        """Look at the newest decision of every open referral."""
        at, raised = timezone.now(), 0
        held = decided().select_related("referral__person__team__unit")
        for decision in held.iterator(chunk_size=100):
            told = {"referral": decision.referral, "on": timezone.localdate(at)}
            raised += reopen_if_changed(**told, by=BY, at=at)
        self.stdout.write(f"{raised} decided cases to judge again")
