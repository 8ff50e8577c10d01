"""An extract: the people of a study as the service knew them on a day, under pseudonyms."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from desist.casework.accounts.models import User
from desist.casework.records.encrypted_text import EncryptedText
from desist.casework.records.record import Record
from desist.casework.studies.models.study import Study
from desist.casework.tasks.lost_job import is_lost


class ExtractState(models.TextChoices):
    """How far it is."""

    WAITING = "waiting", _("Being made")
    DONE = "done", _("Ready")
    FAILED = "failed", _("Failed")
    FORGOTTEN = "forgotten", _("No longer kept")


class Extract(Record):
    """Made by a job, kept for some days to be taken, then forgotten but for its numbers.

    ``numbers`` counts people by arm and by why they were left out. ``content`` is the packed file
    in base64, ``people`` the opaque ids of those in it as JSON: so that the trail can name them.
    """

    study = models.ForeignKey(Study, models.PROTECT, related_name="extracts")
    state = models.CharField(
        max_length=10, choices=ExtractState.choices, default=ExtractState.WAITING
    )
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(default=0)
    whole = models.PositiveIntegerField(default=0)
    numbers = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64, blank=True)
    content = EncryptedText(null=True)
    people = EncryptedText(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("study",), condition=Q(state="waiting"), name="one_extract_at_a_time"
            )
        ]

    def waits_at(self, now: datetime) -> bool:
        """Whether it is being made, and not for so long that whoever made it must have died."""
        return self.state == ExtractState.WAITING and not is_lost(since=self.asked_at, now=now)

    @property
    def percent(self) -> int:
        """How much of it is made, from 0 to 100."""
        return 100 if not self.whole else 100 * self.done // self.whole
