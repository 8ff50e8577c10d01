"""The end-of-programme report: what the record holds, what its author says, two signatures."""

from __future__ import annotations

import json
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from desist.casework.accounts.models import User
from desist.casework.planning.models import Enrolment
from desist.casework.records.editable import Editable, Revision
from desist.casework.records.encrypted_text import EncryptedText
from desist.casework.records.record import Record


class ReportState(models.TextChoices):
    """Where a report stands."""

    DRAFT = "draft", _("Draft")
    SIGNED = "signed", _("Signed by its author")
    COUNTERSIGNED = "countersigned", _("Signed by two")
    SUPERSEDED = "superseded", _("Replaced by a later version")


OPEN = (ReportState.DRAFT, ReportState.SIGNED)


class FinalReport(Editable):
    """One version of the report.

    ``facts`` are assembled from the record on a day and are never typed; what the author adds
    stands apart from them and is shown as theirs.
    """

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="reports")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=15, choices=ReportState.choices, default=ReportState.DRAFT)
    assembled_on = models.DateField()
    facts = EncryptedText()
    summary = EncryptedText(blank=True, default="")
    progress = EncryptedText(blank=True, default="")
    recommendations = EncryptedText(blank=True, default="")
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True)
    countersigned_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    countersigned_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("enrolment", "number"), name="a_version_of_a_report_once"
            ),
            models.UniqueConstraint(
                fields=("enrolment",),
                condition=Q(state__in=("draft", "signed")),
                name="one_open_report_of_an_enrolment",
            ),
            models.CheckConstraint(
                condition=Q(countersigned_by__isnull=True) | ~Q(countersigned_by=F("author")),
                name="a_report_is_countersigned_by_another",
            ),
        ]

    @property
    def assembled(self) -> dict[str, Any]:
        """The facts as a value."""
        return json.loads(self.facts)

    @property
    def is_draft(self) -> bool:
        """Whether it can still be edited."""
        return self.state == ReportState.DRAFT


class FinalReportRevision(Revision):
    """A state that a report has had."""

    of = models.ForeignKey(FinalReport, models.PROTECT, related_name="revisions")


class Recipient(models.TextChoices):
    """To whom a report goes."""

    PERSON = "person", _("The person themselves")
    PRACTITIONER = "practitioner", _("Probation practitioner")
    COURT = "court", _("Court")
    PRISON = "prison", _("Prison")
    POLICE = "police", _("Police, public protection")
    PAROLE = "parole", _("Parole Board")
    OTHER = "other", _("Somebody else")


class ReportIssue(Record):
    """That a report went to somebody: a disclosure, in the audit trail as well."""

    report = models.ForeignKey(FinalReport, models.PROTECT, related_name="issues")
    recipient = models.CharField(max_length=20, choices=Recipient.choices)
    whom = EncryptedText(blank=True, default="")
    why = EncryptedText()
    issued_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
