"""Finding tasks: whose they are, what is due first."""

from __future__ import annotations

from django.db.models import QuerySet

from desist.casework.access import about_person, reached, rows
from desist.casework.access.policy import Actor
from desist.casework.tasks.models import Holiday, Task

MOST = 8
"""How many are shown where they stand among other things."""


def list_tasks_for(actor: Actor) -> QuerySet[Task]:
    """What is to be done by this person: theirs by name, or by a role of theirs; due first."""
    return _due_first(rows(actor, Task, "tasks.mine"))


def _due_first(held: QuerySet[Task]) -> QuerySet[Task]:
    return held.select_related("person__team__unit", "person__practitioner", "user").order_by(
        "due_on", "pk"
    )


@reached(Task, "tasks.mine")
def list_first_tasks_for(held: QuerySet[Task]) -> QuerySet[Task]:
    """The first of them, and one more where there are more."""
    return _due_first(held)[: MOST + 1]


@about_person(Task)
def list_tasks_about(held: QuerySet[Task]) -> QuerySet[Task]:
    """What is still to be done about one person, by whomever, in no order."""
    return held.filter(finished_at=None).select_related("user")


def list_holidays(actor: Actor) -> QuerySet[Holiday]:
    """The days that this site has added, the latest first."""
    return rows(actor, Holiday).order_by("-day", "nation")
