"""Held: that a model holds something about a person, and how to reach it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.db.models import QuerySet


@dataclass(frozen=True, kw_only=True)
class Held:
    """Rows about a person: by which path they reach it, and whether the person is shown them.

    What is ``derived`` from other rows is neither moved nor given out: it is made anew.
    """

    model: type[models.Model]
    person: str
    shown: bool = True
    derived: bool = False

    def about(self, person_id: int) -> QuerySet[models.Model]:
        """The rows about one person."""
        return self.model._base_manager.filter(**{self.person: person_id})
