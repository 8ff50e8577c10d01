"""That a record falls due, is held for the law, or has ended, and who decided so."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from desist.casework.accounts.models import User
from desist.casework.people.models import Person
from desist.casework.records.encrypted_text import EncryptedText
from desist.casework.records.record import Record


class LegalHold(Record):
    """While this holds, nothing about the person may be erased or made anonymous."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="legal_holds")
    because = EncryptedText()
    begins_on = models.DateField()
    ended_on = models.DateField(null=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")


class RetentionReview(Record):
    """By the schedule somebody must decide what becomes of a record; the decision to keep it."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="retention_reviews")
    rule = models.CharField(max_length=60)
    rule_version = models.PositiveIntegerField()
    period = models.CharField(max_length=60)
    due_on = models.DateField()
    found_at = models.DateTimeField()
    kept_until = models.DateField(null=True)
    because = EncryptedText(blank=True, default="")
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("person",),
                condition=models.Q(decided_at__isnull=True),
                name="one_open_review_of_a_record",
            )
        ]
        indexes = [models.Index(fields=("decided_at", "due_on"))]


class How(models.TextChoices):
    """What became of a record."""

    ANONYMISED = "anonymise", _("Made anonymous")
    ERASED = "erase", _("Erased")


class Ending(Record):
    """A decision to end a record, by a named person. Of the record it holds an opaque id alone."""

    subject = models.UUIDField()
    how = models.CharField(max_length=20, choices=How.choices)
    because = EncryptedText()
    rule = models.CharField(max_length=60, blank=True)
    rule_version = models.PositiveIntegerField(null=True)
    removed = models.PositiveIntegerField()
    """How many rows were erased."""
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
