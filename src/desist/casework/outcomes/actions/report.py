"""The report: assembled, written, signed by two, sent on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from desist.casework.access import Role
from desist.casework.audit.door import action, tell
from desist.casework.audit.event_format import Kind
from desist.casework.outcomes.models import FinalReport, ReportIssue, ReportState
from desist.casework.outcomes.queries.assembly import assemble
from desist.casework.planning.models import Enrolment
from desist.casework.records.editable import amend, insert
from desist.casework.tasks.actions import finish_tasks, raise_task
from desist.casework.tasks.working_day import add_working_days

COUNTERSIGN_WITHIN = 5
"""Working days until the reminder: ours, a limit of nobody's."""


class Unsaid(ValueError):
    """A report is signed only when its author has written every part; ``parts`` names the rest."""

    def __init__(self, parts: tuple[str, ...]) -> None:
        super().__init__(", ".join(parts))
        self.parts = parts


@action("outcomes.begin_report", on="enrolment", told=_("End-of-programme report begun"))
def begin_report(*, enrolment: Enrolment, by: Any, at: datetime) -> FinalReport:
    """A new version, assembled from the record as it stands; an earlier one is replaced.

    What the author of an earlier version wrote is carried over, to be edited.
    """
    today = timezone.localdate(at)
    earlier = FinalReport.objects.filter(enrolment=enrolment).order_by("-number").first()
    report = FinalReport(
        enrolment=enrolment,
        number=1 if earlier is None else earlier.number + 1,
        assembled_on=today,
        facts=json.dumps(assemble(enrolment, on=today), ensure_ascii=False),
        author=by,
    )
    if earlier is not None:
        for name in ("summary", "progress", "recommendations"):
            setattr(report, name, getattr(earlier, name))
        values = {"state": ReportState.SUPERSEDED}
        amend(earlier, read_version=earlier.version, values=values, by=by, at=at)
    insert(report, by=by, at=at)
    tell(report, enrolment.person, fields=("facts",))
    return report


@action("outcomes.edit_report", on="report")
def edit_report(
    *, report: FinalReport, read_version: int, values: Mapping[str, Any], by: Any, at: datetime
) -> FinalReport:
    """Write what the author says; the facts stay as they were assembled.

    Raises:
        StaleVersion: somebody else saved in between.
    """
    allowed = {name: values[name] for name in ("summary", "progress", "recommendations")}
    changed = amend(report, read_version=read_version, values=allowed, by=by, at=at)
    tell(report, report.enrolment.person, fields=changed)
    return report


@action("outcomes.sign_report", on="report", told=_("Report signed by its author"))
def sign_report(*, report: FinalReport, read_version: int, by: Any, at: datetime) -> FinalReport:
    """The author stands by it; a treatment manager is asked to countersign.

    Raises:
        Unsaid: a part is empty.
        StaleVersion: somebody else saved in between.
    """
    parts = ("summary", "progress", "recommendations")
    empty = tuple(name for name in parts if not getattr(report, name).strip())
    if empty:
        raise Unsaid(empty)
    values = {"state": ReportState.SIGNED, "signed_at": at}
    changed = amend(report, read_version=read_version, values=values, by=by, at=at)
    person = report.enrolment.person
    due_on = add_working_days(timezone.localdate(at), COUNTERSIGN_WITHIN, "england")
    task = {"kind": "countersign_report", "about": report, "role": Role.MANAGER, "due_on": due_on}
    raise_task(person=person, **task, by=by, at=at)
    finish_tasks(person=person, kind="write_report", about=report.enrolment, by=by, at=at)
    tell(report, person, fields=changed)
    return report


@action("outcomes.countersign_report", on="report", told=_("Report countersigned"))
def countersign_report(
    *, report: FinalReport, read_version: int, by: Any, at: datetime
) -> FinalReport:
    """A second person stands by it; from now on it can only be replaced.

    Raises:
        StaleVersion: somebody else saved in between.
    """
    values = {
        "state": ReportState.COUNTERSIGNED, "countersigned_by": by, "countersigned_at": at,
    }  # fmt: skip
    changed = amend(report, read_version=read_version, values=values, by=by, at=at)
    person = report.enrolment.person
    finish_tasks(person=person, kind="countersign_report", about=report, by=by, at=at)
    tell(report, person, fields=changed)
    return report


@action("outcomes.return_report", on="report", told=_("Report returned to its author"))
def return_report(*, report: FinalReport, read_version: int, by: Any, at: datetime) -> FinalReport:
    """It is not countersigned as it is; its author writes on.

    Raises:
        StaleVersion: somebody else saved in between.
    """
    values = {"state": ReportState.DRAFT, "signed_at": None}
    changed = amend(report, read_version=read_version, values=values, by=by, at=at)
    person = report.enrolment.person
    finish_tasks(person=person, kind="countersign_report", about=report, by=by, at=at)
    tell(report, person, fields=changed)
    return report


@action(
    "outcomes.issue_report", on="report", kind=Kind.DISCLOSURE, told=_("Report sent to somebody")
)
def issue_report(
    *, report: FinalReport, recipient: str, whom: str, why: str, by: Any, at: datetime
) -> ReportIssue:
    """Record that it went to somebody, and why: a disclosure."""
    issue = ReportIssue(
        report=report, recipient=recipient, whom=whom, why=why, issued_by=by, issued_at=at
    )
    issue.save(force_insert=True)
    tell(issue, report, report.enrolment.person, fields=("why",), recipient=recipient)
    return issue
