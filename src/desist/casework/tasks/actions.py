"""What changes tasks: raising, finishing, and the days on which nobody works."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F, Q
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from desist.casework.accounts.models import User
from desist.casework.audit.door import action, bookkeeping, tell
from desist.casework.audit.event_format import Kind
from desist.casework.people.models import Person
from desist.casework.records.record import Record
from desist.casework.tasks.kind import kind_called
from desist.casework.tasks.models import Holiday, Notice, Task, TimerTurn

CLAIM_LASTS = timedelta(minutes=10)
MOST_BEGUN = 3
"""How often a job is begun whose worker ends in the midst of it: it may be what ends it."""


class ForNobody(ValueError):
    """A task is for one member of staff or for one role, never for both or neither."""


@action("tasks.raise", on="person", kind=Kind.COLLECTION)
def raise_task(
    *,
    person: Person,
    kind: str,
    about: Record,
    role: str = "",
    user: User | None = None,
    due_on: date,
    by: Any,
    at: datetime,
) -> Task:
    """Something is to be done by a day. Raised again while open, it moves to the new day.

    Raises:
        UnknownKind: no app declares this kind.
        ForNobody: neither a role nor a user is named, or both are.
    """
    kind_called(kind)
    if bool(role) is (user is not None):
        raise ForNobody(kind)
    held = Task.objects.filter(about=about.reference, kind=kind, finished_at=None)
    task = held.select_for_update().first()
    if task is None:
        task = Task(person=person, kind=kind, about=about.reference, raised_by=by.public_id)
        task.raised_at = at
    task.role, task.user, task.due_on = role, user, due_on
    task.save()
    tell(task, person, fields=("kind", "role", "user", "due_on"))
    return task


@bookkeeping("only asks whether anything is open; the finishing itself is an action")
def finish_tasks(*, person: Person, kind: str, about: Record, by: Any, at: datetime) -> int:
    """What was to be done about this is done; the number of tasks that ended by it."""
    open_ones = list(Task.objects.filter(about=about.reference, kind=kind, finished_at=None))
    if open_ones:
        _finish(person=person, tasks=open_ones, by=by, at=at)
    return len(open_ones)


@bookkeeping("only asks whether anything is open; the finishing itself is an action")
def finish_kinds(*, person: Person, kinds: Sequence[str], by: Any, at: datetime) -> int:
    """Nothing of these kinds is to be done about somebody any more; how many tasks ended by it."""
    open_ones = list(Task.objects.filter(person=person, kind__in=kinds, finished_at=None))
    if open_ones:
        _finish(person=person, tasks=open_ones, by=by, at=at)
    return len(open_ones)


@action("tasks.finish", on="person")
def _finish(*, person: Person, tasks: list[Task], by: Any, at: datetime) -> None:
    for task in tasks:
        task.finished_by, task.finished_at = by.public_id, at
        task.save(update_fields=["finished_by", "finished_at"])
        tell(task, person, fields=("finished_at",))


@action("tasks.tick_off", on="task")
def tick_off(*, task: Task, by: Any, at: datetime) -> Task:
    """Say that something is done that no other act here shows."""
    task.finished_by, task.finished_at = by.public_id, at
    task.save(update_fields=["finished_by", "finished_at"])
    tell(task, task.person, fields=("finished_at",))
    return task


@action("tasks.add_holiday")
def add_holiday(*, nation: str, day: date, title: str, by: Any, at: datetime) -> Holiday:
    """A day on which nobody works in a nation, beside the bank holidays."""
    holiday = Holiday(nation=nation, day=day, title=title)
    holiday.save(force_insert=True)
    tell(holiday, fields=("nation", "day", "title"))
    return holiday


@action("tasks.write_notices")
def write_notice(*, user: User, day: date, lines: list[str], by: Any, at: datetime) -> Notice:
    """What is due for somebody on a day; the notice of that day where there is one."""
    notice = Notice.objects.filter(user=user, day=day).first()
    if notice is None:
        notice = Notice(user=user, day=day, lines="\n".join(lines), made_at=at)
        notice.save(force_insert=True)
    tell(notice, user, fields=("lines",))
    return notice


@action("tasks.claim_notice", on="notice")
def claim_notice(*, notice: Notice, by: Any, at: datetime) -> bool:
    """Take a notice to send it; whether it is ours. A twin that holds it keeps it for a while."""
    waiting = Notice.objects.filter(pk=notice.pk, sent_at=None)
    free = waiting.filter(Q(claimed_at=None) | Q(claimed_at__lt=at - CLAIM_LASTS))
    is_ours = bool(free.update(claimed_at=at, tries=F("tries") + 1))
    tell(notice, notice.user, fields=("claimed_at",) if is_ours else ())
    return is_ours


@action("tasks.mark_sent", on="notice")
def mark_sent(*, notice: Notice, sent: bool, by: Any, at: datetime) -> Notice:
    """It left; or it did not, and is free to be tried again."""
    notice.sent_at, notice.claimed_at = (at, at) if sent else (None, None)
    notice.save(update_fields=["sent_at", "claimed_at"])
    tell(notice, notice.user, fields=("sent_at",))
    return notice


@bookkeeping("who takes a turn of a timer is no act of anybody's; what the timer does is")
def take_turn(*, name: str, first_at: datetime, next_at: datetime, at: datetime) -> bool:
    """Take the turn of a timer if it is due; whether it is ours."""
    TimerTurn.objects.get_or_create(name=name, defaults={"due_at": first_at})
    return bool(TimerTurn.objects.filter(name=name, due_at__lte=at).update(due_at=next_at))


@bookkeeping("as above: a turn that failed is taken again")
def put_off_turn(*, name: str, lasts: timedelta, at: datetime) -> None:
    """Have a turn taken again after a while."""
    TimerTurn.objects.filter(name=name).update(due_at=at + lasts)


@bookkeeping("a job carries opaque ids alone; what it does is an act of its own")
def take_back_jobs(*, worker: str, at: datetime) -> int:
    """Let the jobs that a worker was at when it ended be begun again; how many.

    What was begun ``MOST_BEGUN`` times has failed. ``worker`` is no longer running: a job that is
    still being done would be done twice.
    """
    begun = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
    left = [job for job in begun if job.worker_ids[-1:] == [worker]]
    for job in left:
        if len(job.worker_ids) < MOST_BEGUN:
            job.status, job.started_at = TaskResultStatus.READY, None
        else:
            job.status, job.finished_at = TaskResultStatus.FAILED, at
            job.traceback = f"begun {MOST_BEGUN} times, and each time its worker ended"
        job.save(update_fields=["status", "started_at", "finished_at", "traceback"])
    return len(left)
