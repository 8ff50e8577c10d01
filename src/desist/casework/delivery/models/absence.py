"""An absence: somebody did not come, and the practitioner decides whether that was acceptable."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from desist.casework.accounts.models import User
from desist.casework.delivery.models.session_record import SessionRecord
from desist.casework.records.editable import Editable, Revision
from desist.casework.records.encrypted_text import EncryptedText


class Verdict(models.TextChoices):
    """What the practitioner decided."""

    AWAITING = "awaiting", _("Awaiting a decision")
    ACCEPTABLE = "acceptable", _("Acceptable")
    UNACCEPTABLE = "unacceptable", _("Unacceptable")
    VOID = "void", _("Recorded in error")


class Excuse(models.TextChoices):
    """What was given for it, in coded terms."""

    ILLNESS = "illness", _("Illness")
    WORK = "work", _("Work or training")
    CARING = "caring", _("Caring for somebody")
    APPOINTMENT = "appointment", _("Court, hospital or another appointment")
    RELIGIOUS = "religious", _("A religious day or duty")
    TRAVEL = "travel", _("Travel failed")
    OURS = "ours", _("Our mistake, or we cancelled")
    CUSTODY = "custody", _("Held in custody")
    OTHER = "other", _("Another reason")
    NONE = "none", _("No reason given")


class Absence(Editable):
    """It belongs to one session record, and goes when that is corrected to an attendance."""

    session_record = models.OneToOneField(SessionRecord, models.PROTECT, related_name="absence")
    decide_by = models.DateField()
    verdict = models.CharField(max_length=20, choices=Verdict.choices, default=Verdict.AWAITING)
    excuse = models.CharField(max_length=20, choices=Excuse.choices, blank=True)
    evidence = EncryptedText(blank=True, default="")
    """What was seen or heard that speaks for it: a fit note, a call to the employer."""
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | Q(decided_at__isnull=False),
                name="an_absence_is_decided_by_somebody_at_a_time",
            )
        ]


class AbsenceRevision(Revision):
    """A state that an absence has had."""

    of = models.ForeignKey(Absence, models.PROTECT, related_name="revisions")
