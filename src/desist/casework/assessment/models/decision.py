"""A decision on eligibility as the rules gave it, and what a named person ruled on it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from desist.casework.accounts.models import User
from desist.casework.records.encrypted_text import EncryptedText
from desist.casework.records.record import Record
from desist.casework.referrals.models import Referral
from desist.casework.rules.stored_decision import StoredDecision


class EligibilityDecision(StoredDecision):
    """Whether the programme is suitable, by the rules; several may follow on one another."""

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="eligibility_decisions")
    glance = EncryptedText(null=True)
    """What a person's page shows of it; null where it was decided before that was kept apart."""

    class Meta:
        indexes = [models.Index(fields=("referral", "id"))]


class RulingKind(models.TextChoices):
    """How a person answered the recommendation."""

    ACCEPTED = "accepted", _("Accepted")
    OVERRIDDEN = "overridden", _("Overridden")
    PANEL = "panel", _("Decided by a panel")


class Ruling(Record):
    """A treatment manager's answer to one decision: accepted, overridden, or by a panel."""

    decision = models.OneToOneField(EligibilityDecision, models.PROTECT, related_name="ruling")
    kind = models.CharField(max_length=10, choices=RulingKind.choices)
    outcome = models.CharField(max_length=40)
    reason = models.CharField(max_length=60, blank=True)
    words = EncryptedText(blank=True)
    """Why it was overridden, or the minute of the panel."""
    ruled_on = models.DateField()
    ruled_by = models.ForeignKey(User, models.PROTECT, related_name="+")


class PanelMember(Record):
    """Somebody who sat on a panel, and in which capacity."""

    ruling = models.ForeignKey(Ruling, models.PROTECT, related_name="members")
    full_name = models.CharField(max_length=200)
    capacity = models.CharField(max_length=200)
