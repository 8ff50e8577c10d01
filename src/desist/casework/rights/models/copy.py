"""A copy of what is held, as it was given out, and what was left out of it."""

from __future__ import annotations

from django.db import models

from desist.casework.accounts.models import User
from desist.casework.records.record import Record
from desist.casework.rights.models.request import RightsRequest


class Copy(Record):
    """One copy given out: to whom, in which form, and the fingerprint of the very document."""

    request = models.ForeignKey(RightsRequest, models.PROTECT, related_name="copies")
    recipient = models.CharField(max_length=30)
    form = models.CharField(max_length=10)
    sha256 = models.CharField(max_length=64)
    records = models.PositiveIntegerField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class LeftOut(Record):
    """One record that was left out of a copy, and by which exemption."""

    copy = models.ForeignKey(Copy, models.PROTECT, related_name="left_out")
    row = models.CharField(max_length=120)
    because = models.CharField(max_length=30)
