"""A submission: a referral that another system sent, so that sending it again makes no second."""

from __future__ import annotations

from django.db import models

from desist.casework.exchange.models.system import OtherSystem
from desist.casework.records.record import Record
from desist.casework.referrals.models import Referral


class Submission(Record):
    """What came under one idempotency key: a fingerprint of it, and the referral that it made."""

    system = models.ForeignKey(OtherSystem, models.PROTECT, related_name="submissions")
    key_hash = models.CharField(max_length=64)
    body_hash = models.CharField(max_length=64)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("system", "key_hash"), name="one_answer_to_a_key")
        ]
