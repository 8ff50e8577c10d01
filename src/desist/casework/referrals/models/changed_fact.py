"""A changed fact: something that makes whoever decided look again."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from desist.casework.records.encrypted_text import EncryptedText
from desist.casework.records.record import Record
from desist.casework.referrals.models.referral import Referral


class Change(models.TextChoices):
    """What changed. What is to be acted on at once is a concern, and recorded as one."""

    NEW_CHARGE = "new_charge", _("A new charge or conviction")
    RISK_BAND = "risk_band", _("Another band of static risk")
    DISCLOSURE = "disclosure", _("Something disclosed that bears on suitability")
    RECALL = "recall", _("A recall")
    OFFENCE_CORRECTED = "offence_corrected", _("An offence was added or corrected")
    PROTECTION = "protection", _("A fact about public protection")


class ChangedFact(Record):
    """Recorded once, it asks for eligibility to be looked at again; earlier decisions stay."""

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="changed_facts")
    kind = models.CharField(max_length=20, choices=Change.choices)
    note = EncryptedText(blank=True)
    on = models.DateField()
    by = models.UUIDField()
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    """When somebody looked again and said what follows."""
