"""Facts that a referral brings: offences in coded terms, stance, and public protection.

Never a description and never a victim. What is not known is left open, and later facts stand
beside earlier ones.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from desist.casework.records.editable import Editable, Revision
from desist.casework.records.record import Record
from desist.casework.referrals.models.referral import Referral


class ReferredOffence(Editable):
    """One conviction, by its code in the catalogue's offence tables."""

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="offences")
    code = models.CharField(max_length=80)
    """An attempt has ``attempt-`` before the code of what was attempted."""
    committed_on = models.DateField(null=True)
    convicted_on = models.DateField(null=True)
    image = models.BooleanField(null=True)
    contact = models.BooleanField(null=True)
    """Needed where the statute covers contact and other conduct alike."""
    is_struck = models.BooleanField(default=False)
    """Entered in error: it stays on record and counts for nothing."""


class OffenceRevision(Revision):
    """A state that the record of an offence has had."""

    of = models.ForeignKey(ReferredOffence, models.PROTECT, related_name="revisions")


class OffenceStance(models.TextChoices):
    """How somebody stands to the offence. It is worked with, and bars nobody."""

    ACCEPTS = "accepts", _("Accepts it")
    PARTLY = "partly", _("Accepts it in part")
    DENIES_AROUSAL = "denies_arousal", _("Denies sexual arousal")
    DENIES_OFFENCE = "denies_offence", _("Denies the offence")


class Stance(Record):
    """How somebody stood to the offence on a day, as seen by whom. The latest holds."""

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="stances")
    offence = models.CharField(max_length=20, choices=OffenceStance.choices)
    appeal_pending = models.BooleanField()
    on = models.DateField()
    by = models.UUIDField()
    at = models.DateTimeField()


class LearningScreen(models.TextChoices):
    """What a screen for learning disability found."""

    NEGATIVE = "negative", _("No sign of a learning disability")
    POSITIVE = "positive", _("A learning disability is likely")


class PublicProtection(Record):
    """What screening asks about public protection, as known on a day. The latest holds."""

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="protection")
    meetings_arranged = models.BooleanField(null=True)
    directed_abuse = models.BooleanField(null=True)
    learning_disability_screen = models.CharField(
        max_length=10, choices=LearningScreen.choices, blank=True
    )
    on = models.DateField()
    by = models.UUIDField()
    at = models.DateTimeField()
