"""A step in a referral's life, and the day from which it holds."""

from __future__ import annotations

from django.db import models

from desist.casework.records.encrypted_text import EncryptedText
from desist.casework.records.record import Record
from desist.casework.referrals.models.referral import Referral
from desist.casework.referrals.models.status import Status


class StatusChange(Record):
    """A referral went from one status to another: on which day, why, who said so and when."""

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="status_changes")
    from_status = models.CharField(max_length=30, choices=Status.choices, blank=True)
    to_status = models.CharField(max_length=30, choices=Status.choices)
    reason = models.CharField(max_length=60, blank=True)
    """A coded reason of the flow."""
    note = EncryptedText(blank=True)
    effective_on = models.DateField()
    ended_on = models.DateField(null=True)
    """The day from which the next step holds; None while this status lasts."""
    by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=("to_status", "reason", "effective_on"))]
