"""Retention: the job that lists whose records have been kept for as long as the schedule says."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from desist.casework.rights.actions.ending import CLOCK, ask_whether_kept
from desist.casework.rights.law import retention_on
from desist.casework.rights.queries.retention import find_due


def ask_about_due(*, at: datetime) -> int:
    """Ask a manager about every record that falls due; how many. It ends none by itself."""
    today = timezone.localdate(at)
    rule = retention_on(today)
    due = list(find_due(rule, on=today))
    for each in due:
        ask_whether_kept(person=each.person, due=each, rule=rule, by=CLOCK, at=at)
    return len(due)
