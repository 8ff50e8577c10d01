"""Conditions that bind somebody: internet, contact, places, travel, checks; each coded."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from desist.casework.people.models.person import Person
from desist.casework.people.models.source import Source
from desist.casework.records.editable import Editable, Revision
from desist.casework.records.encrypted_text import EncryptedText


class Origin(models.TextChoices):
    """What imposes it."""

    PREVENTION_ORDER = "prevention_order", _("Sexual harm prevention order")
    LICENCE = "licence", _("Licence")
    ORDER = "order", _("Community or suspended sentence order")
    NOTIFICATION = "notification", _("Notification requirements")
    OTHER = "other", _("Another order")


class Subject(models.TextChoices):
    """What it is about."""

    INTERNET = "internet", _("Use of the internet")
    DEVICE_MONITORING = "device_monitoring", _("Monitoring of devices")
    NO_CONTACT_CHILDREN = "no_contact_children", _("No contact with children")
    NO_CONTACT_PERSON = "no_contact_person", _("No contact with a person")
    NO_GO_PLACE = "no_go_place", _("A place to stay away from")
    TRAVEL = "travel", _("Travel")
    RESIDENCE = "residence", _("Where to live")
    WORK = "work", _("Work or volunteering")
    POLYGRAPH = "polygraph", _("Polygraph examinations")
    NOTIFICATION = "notification", _("Notifying the police")


NO_CONTACT = (Subject.NO_CONTACT_CHILDREN, Subject.NO_CONTACT_PERSON, Subject.NO_GO_PLACE)
"""Those that everybody must know who brings people together or sends them somewhere."""
CODED = (Subject.NO_CONTACT_PERSON, Subject.NO_GO_PLACE)
"""Those that need a code for whom or where: initials, never a name or an address."""


class Condition(Editable):
    """A fact: one condition, what imposes it, and from when until when it binds."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="conditions")
    origin = models.CharField(max_length=20, choices=Origin.choices)
    subject = models.CharField(max_length=20, choices=Subject.choices)
    whom_or_where = EncryptedText(blank=True, default="")
    """Initials or a code; never a name, least of all a victim's."""
    wording = EncryptedText(blank=True, default="")
    """What exactly it allows or forbids, in neutral words."""
    begins_on = models.DateField()
    ends_on = models.DateField(null=True)
    """The last day; None until further notice."""
    source = models.CharField(max_length=20, choices=Source.choices)
    review_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=("person", "subject"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("begins_on")), name="condition_ends_after_it_begins"
            ),
        ]

    def in_force_on(self, day: date) -> bool:
        """Whether it binds on a day."""
        return self.begins_on <= day and (self.ends_on is None or day <= self.ends_on)


class ConditionRevision(Revision):
    """A state that this record has had."""

    of = models.ForeignKey(Condition, models.PROTECT, related_name="revisions")
