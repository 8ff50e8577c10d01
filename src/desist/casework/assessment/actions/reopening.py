"""When facts change after a decision: a task to judge again; what was decided stays."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from desist.casework.access import Role
from desist.casework.assessment.queries.decision import facts_changed
from desist.casework.assessment.queries.ruling import due
from desist.casework.assessment.queries.whole_case import newest_decision
from desist.casework.audit.door import bookkeeping
from desist.casework.referrals.models import Referral
from desist.casework.tasks.actions import raise_task

KIND = "assessment.decide_again"


@bookkeeping("only looks whether anything differs; the task that it raises is an action")
def reopen_if_changed(*, referral: Referral, on: date, by: Any, at: datetime) -> bool:
    """Raise a task where the facts differ from those of the newest decision; whether they do."""
    decision = newest_decision(referral)
    if decision is None or not referral.is_open or not facts_changed(decision, on=on):
        return False
    raise_task(
        person=referral.person,
        kind=KIND,
        about=referral,
        role=Role.ASSESSOR,
        due_on=due("decide_again", referral, on=on),
        by=by,
        at=at,
    )
    return True
