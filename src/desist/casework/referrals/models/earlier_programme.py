"""An earlier programme: what somebody did before, here or elsewhere, as far as it is known."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from desist.casework.people.models import Person
from desist.casework.records.record import Record
from desist.casework.referrals.models.status import Setting


class Ending(models.TextChoices):
    """How far it went."""

    COMPLETED = "completed", _("Completed")
    PARTLY = "partly", _("Begun and not completed")
    NOT_BEGUN = "not_begun", _("Never begun")
    NOT_KNOWN = "not_known", _("Not known")


class KnownFrom(models.TextChoices):
    """Where it is known from."""

    RECORD = "record", _("An official record")
    REPORT = "report", _("A report of the programme")
    PERSON = "person", _("The person says so")


class EarlierProgramme(Record):
    """One programme done elsewhere. What was done here is read from the referrals."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="earlier_programmes")
    title = models.CharField(max_length=150)
    setting = models.CharField(max_length=20, choices=Setting.choices, blank=True)
    ending = models.CharField(max_length=20, choices=Ending.choices)
    year = models.PositiveSmallIntegerField(null=True)
    known_from = models.CharField(max_length=20, choices=KnownFrom.choices)
    is_struck = models.BooleanField(default=False)
    """Entered in error: it stays on record and is not shown."""
    by = models.UUIDField()
    at = models.DateTimeField()
