"""What outcomes hold: how a programme ended, its report, and to whom it went."""

from desist.casework.outcomes.models.ending import Ending, EndingCode, EndingRevision
from desist.casework.outcomes.models.report import (
    FinalReport,
    FinalReportRevision,
    Recipient,
    ReportIssue,
    ReportState,
)

__all__ = [
    "Ending",
    "EndingCode",
    "EndingRevision",
    "FinalReport",
    "FinalReportRevision",
    "Recipient",
    "ReportIssue",
    "ReportState",
]
