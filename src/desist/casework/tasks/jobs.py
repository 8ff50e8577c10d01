"""Jobs: notices are sent after they were written for good, again where that failed, never twice."""

from __future__ import annotations

import logging
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django_tasks import task

from desist.casework.access.policy import System
from desist.casework.access.role import CASE_ROLES
from desist.casework.accounts.models import User
from desist.casework.accounts.queries import staff_holding
from desist.casework.tasks.actions import CLAIM_LASTS, claim_notice, mark_sent, write_notice
from desist.casework.tasks.models import Notice
from desist.casework.tasks.notifier import notify
from desist.casework.tasks.queries import list_tasks_for

POST = System("post")
DAYS_AHEAD = 2
MOST_LINES = 20
MOST_TRIES = 6
FIRST_PAUSE = timedelta(minutes=2)
log = logging.getLogger("desist.tasks")


def write_notices(*, day: date, at: datetime) -> int:
    """Write to everybody for whom something is due; how many notices wait to be sent."""
    written = 0
    for user in _staff(day):
        lines = what_is_due(user, day=day)
        if not lines:
            continue
        notice = write_notice(user=user, day=day, lines=lines, by=POST, at=at)
        if notice.sent_at is None:
            written += 1
            transaction.on_commit(lambda held=notice: deliver.enqueue(str(held.public_id)))
    return written


def write_notices_of_today(*, at: datetime) -> int:
    """Those of the local day of this moment."""
    return write_notices(day=timezone.localdate(at), at=at)


def what_is_due(user: User, *, day: date) -> list[str]:
    """What is due for somebody within days, or overdue: what and by when, about nobody."""
    tasks = list_tasks_for(user).filter(due_on__lte=day + timedelta(days=DAYS_AHEAD))
    return [
        _("%(what)s, by %(day)s")
        % {"what": each.what.text, "day": date_format(each.due_on, "j F Y")}
        for each in tasks[:MOST_LINES]
    ]


def _staff(day: date) -> list[User]:
    found = {user.pk: user for role in sorted(CASE_ROLES) for user in staff_holding(role, on=day)}
    return list(found.values())


@task()
def deliver(public_id: str) -> None:
    """Send one notice; where it cannot be sent, try again after a while, and longer each time."""
    notice = Notice._base_manager.select_related("user").get(public_id=public_id)
    if not claim_notice(notice=notice, by=POST, at=timezone.now()):
        _look_again(notice)
        return
    try:
        notify(notice.user, notice.lines.split("\n"))
    except Exception:
        mark_sent(notice=notice, sent=False, by=POST, at=timezone.now())
        if notice.tries + 1 >= MOST_TRIES:
            raise
        log.warning("notice %s could not be sent (try %d)", public_id, notice.tries + 1)
        pause = FIRST_PAUSE * 2**notice.tries
        deliver.using(run_after=timezone.now() + pause).enqueue(public_id)
    else:
        mark_sent(notice=notice, sent=True, by=POST, at=timezone.now())


def _look_again(notice: Notice) -> None:
    """Whoever holds a notice may end before it is sent, and nobody else would know of it."""
    if notice.sent_at is None:
        later = timezone.now() + CLAIM_LASTS
        deliver.using(run_after=later).enqueue(str(notice.public_id))
