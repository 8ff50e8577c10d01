"""A merge of two records of one person, and every row that it moved."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from desist.casework.people.models import Person
from desist.casework.records.encrypted_text import EncryptedText
from desist.casework.records.record import Record


class Merge(Record):
    """Two records were one person's. What was moved is remembered, so that it can be undone."""

    survivor = models.ForeignKey(Person, models.PROTECT, related_name="merges")
    merged = models.ForeignKey(Person, models.PROTECT, related_name="merged_by")
    because = EncryptedText()
    by = models.UUIDField()
    at = models.DateTimeField()
    undone_because = EncryptedText(null=True)
    undone_by = models.UUIDField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(merged=F("survivor")), name="two_records_are_merged"
            ),
            models.UniqueConstraint(
                fields=("merged",),
                condition=Q(undone_at__isnull=True),
                name="a_record_is_merged_into_one_other",
            ),
        ]


class MovedRow(Record):
    """One column of one row that a merge changed, and what stood there before, as JSON."""

    merge = models.ForeignKey(Merge, models.PROTECT, related_name="moved")
    row = models.CharField(max_length=120)
    """The row as the audit trail names it."""
    column = models.CharField(max_length=60)
    before = models.CharField(max_length=40)
