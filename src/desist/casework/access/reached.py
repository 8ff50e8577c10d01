"""Reached: a question about everybody within reach, put into SQL once for all with equal posts.

Its answer is a list: the function narrows, orders and cuts the rows that it is given, and is
called with who asks and, by name, with the values of the moment.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import QuerySet

from desist.casework.access.circumstances import holding, instant
from desist.casework.access.fetch import rows
from desist.casework.access.policy import Actor, rule_for
from desist.casework.access.role import Standing
from desist.casework.records.statement import statement


def reached(
    model: type[models.Model], verb: str = "see"
) -> Callable[[Callable[..., QuerySet[Any, Any]]], Callable[..., list[Any]]]:
    """Have a function of rows answer, with those to which somebody may do ``verb``."""

    def mark(ask: Callable[..., QuerySet[Any, Any]]) -> Callable[..., list[Any]]:
        @statement
        def of_all(
            standing: Standing, *question: Hashable, at: datetime, **values: Any
        ) -> QuerySet[Any, Any]:
            with holding(standing, at=at) as holder:
                return ask(rows(holder, model, verb), *question, **values)

        def asked(actor: Actor, *question: Hashable, **values: Any) -> list[Any]:
            if rule_for(model, verb).steady():
                return of_all(actor.standing, *question, at=instant(), **values)
            return list(ask(rows(actor, model, verb), *question, **values))

        asked.__doc__ = ask.__doc__
        return asked

    return mark
