"""Calling on those who must act: the tasks that a concern raises and ends.

The system raises them, so that a concern reaches whoever must act, also where the one who raised it
may not give work to others. Their words say nothing: they stand on lists and go out in notices.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from desist.casework.access.policy import System
from desist.casework.access.role import Role
from desist.casework.audit.door import bookkeeping
from desist.casework.concerns.models import Concern
from desist.casework.tasks.actions import finish_tasks, raise_task

CONCERNS = System("concerns")
TO_ACKNOWLEDGE = "acknowledge_concern"
TO_CLOSE = "close_concern"


@bookkeeping("the task that it raises is an action of its own")
def ask_to_acknowledge(*, concern: Concern, role: str = "", at: datetime) -> None:
    """Ask the duty manager, or a role where one is named or nobody is on duty."""
    whom: dict[str, Any] = {"role": role or Role.MANAGER.value}
    if not role and concern.duty_manager is not None:
        whom = {"user": concern.duty_manager}
    due_on = timezone.localdate(concern.acknowledge_by)
    _raise(concern=concern, kind=TO_ACKNOWLEDGE, due_on=due_on, at=at, **whom)


@bookkeeping("the task that it raises is an action of its own")
def ask_to_close(*, concern: Concern, at: datetime) -> None:
    """Ask the managers who reach the person to close it, or to keep it open."""
    due_on = timezone.localdate(at)
    _raise(concern=concern, kind=TO_CLOSE, due_on=due_on, at=at, role=Role.MANAGER.value)


@bookkeeping("the tasks that it ends are actions of their own")
def end_calls(*, concern: Concern, kinds: tuple[str, ...], at: datetime) -> None:
    """Nobody is called on any more."""
    for kind in kinds:
        finish_tasks(person=concern.person, kind=kind, about=concern, by=CONCERNS, at=at)


def _raise(*, concern: Concern, **given: Any) -> None:
    raise_task(person=concern.person, about=concern, **given, by=CONCERNS)
