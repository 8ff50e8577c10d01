"""Derive the summary of every case anew: after loading in bulk, or to be sure."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from desist.casework.casefile.actions import BATCH, derive_summaries
from desist.casework.people.models import Person


class Command(BaseCommand):
    """``summarise``."""

    help = __doc__

    def handle(self, *args: Any, **given: Any) -> None:
        """A batch a transaction, so that work goes on meanwhile."""
        at, last, done = timezone.now(), 0, 0
        while ids := list(
            Person._base_manager.filter(pk__gt=last)
            .order_by("pk")
            .values_list("pk", flat=True)[:BATCH]
        ):
            with transaction.atomic():
                done += derive_summaries(person_ids=ids, at=at)
            last = ids[-1]
        self.stdout.write(f"{done} cases summarised")
