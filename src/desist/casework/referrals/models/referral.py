"""A referral: who was put forward, for which programme, by whom, and where it stands."""

from __future__ import annotations

from django.db import models

from desist.casework.accounts.models import User
from desist.casework.people.models import Nation, Person, Sentence
from desist.casework.records.editable import Editable, Revision
from desist.casework.records.encrypted_text import EncryptedText
from desist.casework.referrals.models.status import ENDED, Setting, Source, Status


class Referral(Editable):
    """Somebody is put forward for a programme; one person may be, several times."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="referrals")
    programme = models.CharField(max_length=60)
    programme_version = models.PositiveIntegerField()
    """Those of the catalogue; what a version of a programme is never changes."""
    setting = models.CharField(max_length=20, choices=Setting.choices)
    source = models.CharField(max_length=20, choices=Source.choices)
    sentence = models.ForeignKey(Sentence, models.PROTECT, null=True, related_name="referrals")
    """The order or licence whose requirement or condition it rests on, where it is on record."""
    nation = models.CharField(max_length=20, choices=Nation.choices)
    referred_on = models.DateField()
    referred_by = models.ForeignKey(User, models.PROTECT, related_name="referrals")
    status = models.CharField(max_length=30, choices=Status.choices, default=Status.REFERRED)
    status_since = models.DateField()
    came_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="went_to")
    """The referral that it carries on, where somebody was passed from one programme to another."""
    context = EncryptedText(blank=True)
    """What the assessor should know, in neutral words; never a victim's name."""

    class Meta:
        indexes = [models.Index(fields=("status", "referred_on", "id"))]

    @property
    def is_open(self) -> bool:
        """Whether somebody still waits for the programme or takes part in it."""
        return self.status not in ENDED


class ReferralRevision(Revision):
    """A state that a referral has had."""

    of = models.ForeignKey(Referral, models.PROTECT, related_name="revisions")
