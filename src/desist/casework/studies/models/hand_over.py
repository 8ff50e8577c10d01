"""A hand-over: what left the service for a study, to whom, and the fingerprint of the file."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from desist.casework.accounts.models import User
from desist.casework.records.record import Record
from desist.casework.studies.models.extract import Extract
from desist.casework.studies.models.study import Study


class Given(models.TextChoices):
    """What was given: nobody has both of one study."""

    COHORT = "cohort", _("The cohort: pseudonyms, courses, scores")
    ROSTER = "roster", _("The roster: pseudonyms, names, dates of birth")


class HandOver(Record):
    """One file given to one member of staff."""

    study = models.ForeignKey(Study, models.PROTECT, related_name="hand_overs")
    given = models.CharField(max_length=10, choices=Given.choices)
    extract = models.ForeignKey(Extract, models.PROTECT, null=True, related_name="hand_overs")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    people = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
