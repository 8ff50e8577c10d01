"""What this app holds about a person, for subject access, merging and retention."""

from desist.casework.outcomes.models import (
    Ending,
    EndingRevision,
    FinalReport,
    FinalReportRevision,
    ReportIssue,
)
from desist.casework.records.held import Held

HELD = (
    Held(model=Ending, person="enrolment__person"),
    Held(model=EndingRevision, person="of__enrolment__person"),
    Held(model=FinalReport, person="enrolment__person"),
    Held(model=FinalReportRevision, person="of__enrolment__person"),
    Held(model=ReportIssue, person="report__enrolment__person"),
)
