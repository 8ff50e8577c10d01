"""Public protection: how somebody is managed, how much harm they may do and to whom."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from desist.casework.people.models.person import Person
from desist.casework.people.models.source import Source
from desist.casework.records.editable import Editable, Revision
from desist.casework.records.encrypted_text import EncryptedText


class Category(models.TextChoices):
    """Why somebody falls under multi-agency public protection arrangements (MAPPA)."""

    NONE = "0", _("Not under the arrangements")
    ONE = "1", _("1: registered sexual offender")
    TWO = "2", _("2: violent or other sexual offender")
    THREE = "3", _("3: other dangerous offender")
    FOUR = "4", _("4: terrorist or terrorist risk offender")


class ManagementLevel(models.TextChoices):
    """How closely the agencies work together on somebody."""

    ONE = "1", _("1: ordinary management")
    TWO = "2", _("2: active management by several agencies")
    THREE = "3", _("3: active management by senior staff")


class Mappa(Editable):
    """A fact: category and level of management, as the agencies settled it, from a day on."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="mappa")
    category = models.CharField(max_length=1, choices=Category.choices)
    level = models.CharField(max_length=1, choices=ManagementLevel.choices, blank=True)
    begins_on = models.DateField()
    ended_on = models.DateField(null=True)
    source = models.CharField(max_length=20, choices=Source.choices)
    review_on = models.DateField(null=True)

    class Meta:
        verbose_name_plural = "mappa"
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__gte=F("begins_on")), name="mappa_ends_after_it_begins"
            ),
        ]

    def in_force_on(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.begins_on <= day and (self.ended_on is None or day < self.ended_on)


class MappaRevision(Revision):
    """A state that this record has had."""

    of = models.ForeignKey(Mappa, models.PROTECT, related_name="revisions")


class HarmLevel(models.TextChoices):
    """Risk of serious harm, as practitioners grade it."""

    LOW = "low", _("Low")
    MEDIUM = "medium", _("Medium")
    HIGH = "high", _("High")
    VERY_HIGH = "very_high", _("Very high")


class AtRisk(models.TextChoices):
    """Who could be harmed: groups, never anybody by name."""

    CHILDREN = "children", _("Children")
    PUBLIC = "public", _("The public")
    KNOWN_ADULT = "known_adult", _("A known adult")
    STAFF = "staff", _("Staff")
    PRISONERS = "prisoners", _("Other prisoners")
    SELF = "self", _("The person themselves")


class HarmAssessment(Editable):
    """A judgement, not a fact: how serious a harm somebody may do and to whom, by whom judged."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="harm_assessments")
    level = models.CharField(max_length=10, choices=HarmLevel.choices)
    at_risk = models.CharField(max_length=100, blank=True)
    """Codes of ``AtRisk`` with a space between."""
    assessed_on = models.DateField()
    source = models.CharField(max_length=20, choices=Source.choices)
    review_on = models.DateField(null=True)
    because = EncryptedText(blank=True, default="")
    """Why it is judged so, in neutral words."""


class HarmAssessmentRevision(Revision):
    """A state that this record has had."""

    of = models.ForeignKey(HarmAssessment, models.PROTECT, related_name="revisions")
