"""Escalation: the job that looks for concerns which nobody acknowledged in time."""

from __future__ import annotations

from datetime import datetime

from desist.casework.access.policy import System
from desist.casework.concerns.actions.acknowledgement import escalate_concern
from desist.casework.concerns.queries import list_overdue
from desist.casework.records.editable import StaleVersion

CLOCK = System("concerns clock")


def escalate_overdue(*, at: datetime) -> int:
    """Take every step that is due, each concern by itself; how many were escalated.

    Whatever was acknowledged, or escalated by a twin of this job, a moment before is passed over.
    """
    taken = 0
    for concern in list_overdue(at=at):
        try:
            escalate_concern(concern=concern, by=CLOCK, at=at)
        except StaleVersion:
            continue
        taken += 1
    return taken
