"""A screening: what the rules came to before assessment, and what a person decided, and why."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from desist.casework.records.encrypted_text import EncryptedText
from desist.casework.referrals.models.referral import Referral
from desist.casework.rules.stored_decision import StoredDecision


class ScreeningOutcome(models.TextChoices):
    """What a treatment manager decides at screening."""

    ACCEPT = "accept", _("Accept for assessment")
    RETURN = "return", _("Return to the referrer with what is missing")
    PANEL = "panel", _("Take it to a panel")
    NOT_ELIGIBLE = "not_eligible", _("Not eligible")
    ELSEWHERE = "elsewhere", _("Refer to another programme")


class Screening(StoredDecision):
    """One decision at screening, stored whole: ``outcome`` is the rules', ``ruling`` a person's."""

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="screenings")
    ruling = models.CharField(max_length=20, choices=ScreeningOutcome.choices)
    why = EncryptedText(blank=True)
    """What is missing, in words for the referrer; or why it departs from the rules."""
    minute = EncryptedText(blank=True)
    """Who met and what was said, where a panel decided."""

    @property
    def departs(self) -> bool:
        """Whether the person decided otherwise than the rules recommended."""
        return self.outcome != self.ruling
