"""A debrief: what a member of staff says of their own day, to their supervisor alone."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from desist.casework.accounts.models import User
from desist.casework.records.encrypted_text import EncryptedText
from desist.casework.records.record import Record


class DebriefKind(models.TextChoices):
    """What it is."""

    SESSION = "session", _("After a session")
    WELLBEING = "wellbeing", _("How I am")


class Debrief(Record):
    """Read by its author and by the supervisor whom they chose; by nobody else, whatever happens.

    It names no participant: what must be acted on about one is a concern.
    """

    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    supervisor = models.ForeignKey(User, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=DebriefKind.choices)
    on = models.DateField()
    words = EncryptedText()
    wants_to_talk = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=("author", "on")), models.Index(fields=("supervisor", "on"))]
        constraints = [
            models.CheckConstraint(
                condition=~Q(author=F("supervisor")), name="nobody_supervises_themselves"
            )
        ]


class DebriefAnswer(Record):
    """What the supervisor says, or the author adds; said again, all stay."""

    debrief = models.ForeignKey(Debrief, models.PROTECT, related_name="answers")
    words = EncryptedText()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
