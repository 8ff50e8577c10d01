"""A signed fact: a dated result that came from elsewhere and is taken as it is."""

from __future__ import annotations

import json
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from desist.casework.accounts.models import User
from desist.casework.records.editable import Editable, Revision
from desist.casework.records.encrypted_text import EncryptedText
from desist.casework.referrals.models import Referral


class Fact(models.TextChoices):
    """What was signed: by the site's own scorer, or by a tool that runs elsewhere."""

    BAND = "band", _("Static-risk band from your own scorer")
    DEVIANCE = "deviance", _("Deviance from your own scorer")
    OGRS = "ogrs", _("OGRS")
    OVP = "ovp", _("OVP")
    RSR = "rsr", _("RSR")
    SARA = "sara", _("SARA")
    ROSH = "rosh", _("RoSH")


class SignedFact(Editable):
    """One result, who signed it when. The newest of a kind that was not withdrawn counts."""

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="signed_facts")
    fact = models.CharField(max_length=10, choices=Fact.choices)
    on = models.DateField()
    signatory = models.CharField(max_length=200, blank=True)
    content = EncryptedText()
    """JSON: ``band variant guide``, ``outcome unit sheet_version``, ``percentage`` or ``band``."""
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    withdrawn_on = models.DateField(null=True)
    withdrawn_because = EncryptedText(blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=("referral", "fact"))]

    @property
    def result(self) -> dict[str, Any]:
        """What was signed, as plain values."""
        return json.loads(self.content)


class SignedFactRevision(Revision):
    """A state that a signed fact has had."""

    of = models.ForeignKey(SignedFact, models.PROTECT, related_name="revisions")
