"""Finding tasks: whose they are, what is due first."""

from __future__ import annotations

from django.db.models import QuerySet

from desist.casework.access import rows, rows_about
from desist.casework.access.policy import Actor
from desist.casework.people.models import Person
from desist.casework.tasks.models import Holiday, Task


def list_tasks_for(actor: Actor) -> QuerySet[Task]:
    """What is to be done by this person: theirs by name, or by a role of theirs; due first."""
    mine = rows(actor, Task, "tasks.mine").select_related("person__team__unit", "user")
    return mine.order_by("due_on", "pk")


def list_tasks_about(actor: Actor, person: Person) -> QuerySet[Task]:
    """What is still to be done about one person, by whomever; due first."""
    held = rows_about(actor, Task, person).filter(finished_at=None).select_related("user", "person")
    return held.order_by("due_on", "pk")


def list_holidays(actor: Actor) -> QuerySet[Holiday]:
    """The days that this site has added, the latest first."""
    return rows(actor, Holiday).order_by("-day", "nation")
