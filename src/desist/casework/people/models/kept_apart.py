"""Kept apart: two people of the service who must not meet, and why."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from desist.casework.people.models.person import Person
from desist.casework.people.models.source import Source
from desist.casework.records.editable import Editable, Revision
from desist.casework.records.encrypted_text import EncryptedText


class ApartBecause(models.TextChoices):
    """What stands between two people."""

    NON_ASSOCIATION = "non_association", _("Non-association")
    CO_DEFENDANTS = "co_defendants", _("Co-defendants")
    RELATED = "related", _("Related or of one household")


class KeptApart(Editable):
    """A fact about two people: one row for both, read from either side.

    Only who may see both sees it at all; scheduling keeps them apart whoever asks.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="kept_apart")
    other = models.ForeignKey(Person, models.PROTECT, related_name="kept_apart_by")
    kind = models.CharField(max_length=20, choices=ApartBecause.choices)
    because = EncryptedText(blank=True, default="")
    begins_on = models.DateField()
    ended_on = models.DateField(null=True)
    source = models.CharField(max_length=20, choices=Source.choices)
    review_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__gte=F("begins_on")), name="kept_apart_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=~Q(other=F("person")), name="kept_apart_from_another"),
        ]

    def in_force_on(self, day: date) -> bool:
        """Whether the two must be kept apart on a day."""
        return self.begins_on <= day and (self.ended_on is None or day < self.ended_on)


class KeptApartRevision(Revision):
    """A state that this record has had."""

    of = models.ForeignKey(KeptApart, models.PROTECT, related_name="revisions")
