"""Reached: a question about everybody within reach, put into SQL once for all who stand alike.

Its answer is a list: the function narrows, orders and cuts the rows that it is given, and is
called with who asks and, by name, with the values of the moment.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import update_wrapper
from typing import Any

from django.db import models
from django.db.models import QuerySet

from desist.casework.access.fetch import rows
from desist.casework.access.likeness import alike
from desist.casework.access.policy import Actor, rule_for


def reached(
    model: type[models.Model], verb: str = "see"
) -> Callable[[Callable[..., QuerySet[Any, Any]]], Callable[..., list[Any]]]:
    """Have a function of rows answer, with those to which somebody may do ``verb``."""

    def mark(ask: Callable[..., QuerySet[Any, Any]]) -> Callable[..., list[Any]]:
        def in_reach(holder: Any, *question: Hashable, **values: Any) -> QuerySet[Any, Any]:
            return ask(rows(holder, model, verb), *question, **values)

        of_all = alike(update_wrapper(in_reach, ask))

        def asked(actor: Actor, *question: Hashable, **values: Any) -> list[Any]:
            if rule_for(model, verb).steady():
                return of_all(actor, *question, **values)
            return list(in_reach(actor, *question, **values))

        return update_wrapper(asked, ask)

    return mark
