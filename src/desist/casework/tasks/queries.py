"""Finding tasks: whose they are, what is due first."""

from __future__ import annotations

from django.db.models import QuerySet

from desist.casework.access import about_person, rows
from desist.casework.access.policy import Actor
from desist.casework.tasks.models import Holiday, Task


def list_tasks_for(actor: Actor) -> QuerySet[Task]:
    """What is to be done by this person: theirs by name, or by a role of theirs; due first."""
    mine = rows(actor, Task, "tasks.mine").select_related("person__team__unit", "user")
    return mine.order_by("due_on", "pk")


@about_person(Task)
def list_tasks_about(held: QuerySet[Task]) -> QuerySet[Task]:
    """What is still to be done about one person, by whomever, in no order."""
    return held.filter(finished_at=None).select_related("user")


def list_holidays(actor: Actor) -> QuerySet[Holiday]:
    """The days that this site has added, the latest first."""
    return rows(actor, Holiday).order_by("-day", "nation")
