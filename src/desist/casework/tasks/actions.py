"""What changes tasks: raising, finishing, and the days on which nobody works."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from desist.casework.accounts.models import User
from desist.casework.audit.door import action, bookkeeping, tell
from desist.casework.audit.event_format import Kind
from desist.casework.people.models import Person
from desist.casework.records.record import Record
from desist.casework.tasks.kind import kind_called
from desist.casework.tasks.models import Holiday, Task


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
