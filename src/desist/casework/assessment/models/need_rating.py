"""A rating: how strong an assessor finds a treatment need, and on what evidence."""

from __future__ import annotations

import json

from django.db import models

from desist.casework.accounts.models import User
from desist.casework.records.encrypted_text import EncryptedText
from desist.casework.records.record import Record
from desist.casework.referrals.models import Referral


class NeedRating(Record):
    """One rating of one need; a later one supersedes it."""

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="need_ratings")
    need = models.CharField(max_length=60)
    content = EncryptedText()
    """JSON: ``value`` (0 none, 1 some, 2 strong) and ``evidence``."""
    rated_on = models.DateField()
    rated_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    @property
    def value(self) -> int:
        """0 none, 1 some, 2 strong."""
        return json.loads(self.content)["value"]

    @property
    def evidence(self) -> str:
        """What the rating rests on, in neutral words."""
        return json.loads(self.content)["evidence"]
