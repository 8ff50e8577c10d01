"""Where somebody was, when they were not in the community: custody, recall, hospital, abroad."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from desist.casework.people.models.person import Person
from desist.casework.people.models.source import Source
from desist.casework.records.editable import Editable, Revision


class Place(models.TextChoices):
    """In what kind of place somebody is on a day; the community where nothing else is known."""

    COMMUNITY = "community", _("In the community")
    CUSTODY = "custody", _("In custody")
    HOSPITAL = "hospital", _("In hospital")
    DEPORTED = "deported", _("Deported")


class Away(models.TextChoices):
    """What keeps somebody away from the community."""

    CUSTODY = "custody", _("Serving a sentence")
    RECALL = "recall", _("Recalled to custody")
    REMAND = "remand", _("Remanded in custody")
    HOSPITAL = "hospital", _("In hospital")
    DEPORTED = "deported", _("Deported")

    @property
    def place(self) -> Place:
        """The kind of place that it means."""
        other = {Away.HOSPITAL: Place.HOSPITAL, Away.DEPORTED: Place.DEPORTED}
        return other.get(self, Place.CUSTODY)


class Whereabouts(Editable):
    """One period away from the community, from its first day to its last.

    Two may lie over each other where the law knows both at once (remanded while recalled, in
    hospital while serving); two of one kind never do, and nothing lies over a deportation.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="whereabouts")
    kind = models.CharField(max_length=20, choices=Away.choices)
    begins_on = models.DateField()
    ended_on = models.DateField(null=True)
    """The last day, on which somebody was released or came back; None while it lasts."""
    expected_until = models.DateField(null=True)
    """The release date as expected when it was written down."""
    source = models.CharField(max_length=20, choices=Source.choices)

    class Meta:
        verbose_name_plural = "whereabouts"
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__gte=F("begins_on")), name="whereabouts_end_after_they_begin"
            ),
        ]

    def covers(self, day: date) -> bool:
        """Whether it lasted on a day; the day of release counts as back in the community."""
        return self.begins_on <= day and (self.ended_on is None or day < self.ended_on)


class WhereaboutsRevision(Revision):
    """A state that the record of a period has had."""

    of = models.ForeignKey(Whereabouts, models.PROTECT, related_name="revisions")
