"""Finding how somebody's programme ended, and its reports."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from desist.casework.access import may, rows
from desist.casework.access.policy import Actor
from desist.casework.outcomes.models import Ending, FinalReport, ReportIssue
from desist.casework.planning.models import Enrolment


def ending_of(actor: Actor, enrolment: Enrolment) -> Ending | None:
    """How it ended, where that is recorded."""
    return rows(actor, Ending).filter(enrolment=enrolment).select_related("recorded_by").first()


def reports_of(actor: Actor, enrolment: Enrolment) -> Sequence[FinalReport]:
    """Every version of the report that this person may read, the newest first."""
    if not may(actor, "outcomes.read", enrolment):
        return ()
    held = rows(actor, FinalReport).filter(enrolment=enrolment)
    return list(held.select_related("author", "countersigned_by").order_by("-number"))


def issues_of(actor: Actor, report: FinalReport) -> QuerySet[ReportIssue]:
    """To whom a report went, the latest first."""
    return (
        rows(actor, ReportIssue).filter(report=report).select_related("issued_by").order_by("-pk")
    )
