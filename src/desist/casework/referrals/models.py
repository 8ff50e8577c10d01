"""A referral: who was put forward, for which programme, by whom, and where it stands."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from desist.casework.accounts.models import User
from desist.casework.people.models import Person
from desist.casework.records.editable import Editable, Revision
from desist.casework.records.encrypted_text import EncryptedText

PROGRAMMES = (("isotp", _("Internet Sex Offender Treatment Programme")),)
"""Those of the catalogue that can be referred to."""


class State(models.TextChoices):
    """Where a referral stands."""

    REFERRED = "referred", _("Referred")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Setting(models.TextChoices):
    """Where the person lives while on the programme."""

    COMMUNITY = "community", _("Community")
    CUSTODY = "custody", _("Custody")


class Referral(Editable):
    """Somebody is put forward for a programme; one person may be, several times."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="referrals")
    programme = models.CharField(max_length=40, choices=PROGRAMMES)
    setting = models.CharField(max_length=20, choices=Setting.choices)
    referred_on = models.DateField()
    referred_by = models.ForeignKey(User, models.PROTECT, related_name="referrals")
    state = models.CharField(max_length=20, choices=State.choices, default=State.REFERRED)
    context = EncryptedText(blank=True)
    """What the assessor should know, in neutral words; never a victim's name."""
    withdrawn_because = EncryptedText(blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=("state", "referred_on", "id"))]

    @property
    def is_open(self) -> bool:
        """Whether it still can be changed or withdrawn."""
        return self.state == State.REFERRED


class ReferralRevision(Revision):
    """A state that a referral has had."""

    of = models.ForeignKey(Referral, models.PROTECT, related_name="revisions")
