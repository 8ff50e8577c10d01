"""A finding: what the evaluation of a study came to, as its report said it on a day."""

from __future__ import annotations

from django.db import models

from desist.casework.accounts.models import User
from desist.casework.records.record import Record
from desist.casework.studies.models.study import Study


class Finding(Record):
    """Counts of nobody's alone: only a report that withholds small counts is kept.

    ``content`` is the part of the report that pages show. A later finding is added, and none is
    ever changed or taken away: what was said earlier can be read.
    """

    study = models.ForeignKey(Study, models.PROTECT, related_name="findings")
    extracted_on = models.DateField()
    plan_sha256 = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)
    """Of the whole report as it was handed in."""
    content = models.JSONField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("study", "sha256"), name="a_report_kept_once_a_study")
        ]
