"""A step in a referral's life, and the tasks that end and begin with it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from desist.casework.audit.door import bookkeeping
from desist.casework.people.models import Person
from desist.casework.referrals.consequence import bring_about
from desist.casework.referrals.flow import flow_on
from desist.casework.referrals.models import ENDED, Referral, Status, StatusChange
from desist.casework.tasks.actions import finish_kinds, finish_tasks, raise_task
from desist.casework.tasks.kind import Until, kinds_until
from desist.casework.tasks.working_day import add_working_days


@bookkeeping("a part of the acts that make or move a referral, which say so themselves")
def keep_step(
    *, referral: Referral, came_from: str, reason: str, note: str, by: Any, at: datetime
) -> StatusChange:
    """Keep the step that a referral just took.

    What was to be done in the status that it left is done, and once it has ended so is what only
    an open case asks for; once the last is closed, what asks for anything of the person. What the
    flow asks for in the status that it entered becomes a task.
    Whatever else follows is said by the apps above (``consequence``).
    """
    running = StatusChange.objects.filter(referral=referral, ended_on=None)
    running.update(ended_on=referral.status_since)
    step = StatusChange(
        referral=referral,
        from_status=came_from,
        to_status=referral.status,
        reason=reason,
        note=note,
        effective_on=referral.status_since,
        by=by.public_id,
        at=at,
    )
    step.save(force_insert=True)
    about = {"person": referral.person, "about": referral, "by": by, "at": at}
    for kind in _over(came_from, referral.status):
        finish_tasks(kind=kind, **about)
    if referral.status == Status.CLOSED and not _is_followed(referral.person):
        finish_kinds(person=referral.person, kinds=kinds_until(Until.CLOSED), by=by, at=at)
    due = flow_on(timezone.localdate(at)).status_called(referral.status).due
    if due:
        day = add_working_days(referral.status_since, due.working_days, referral.nation)
        raise_task(kind=f"referrals.{referral.status}", role=due.role, due_on=day, **about)
    bring_about(referral=referral, came_from=came_from, at=at)
    return step


def _over(came_from: str, status: str) -> list[str]:
    """The kinds of task that end with this step."""
    left = [f"referrals.{came_from}"] if came_from else []
    if status not in ENDED or came_from in ENDED:
        return left
    return [*left, *kinds_until(Until.ENDED)]


def _is_followed(person: Person) -> bool:
    """Whether they wait, take part or are looked after by another referral."""
    over = set(ENDED) - {Status.COMPLETE, Status.FOLLOW_UP}
    return Referral._base_manager.filter(person=person).exclude(status__in=over).exists()
