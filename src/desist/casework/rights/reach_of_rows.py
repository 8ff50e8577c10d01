"""Reach of rows: every way in which the rows of every app reach a person, as ``held.py`` says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q

from desist.casework.pages.section import OURS
from desist.casework.people.models import Person
from desist.casework.records.editable import Revision
from desist.casework.records.held import Held


@cache
def all_held() -> tuple[Held, ...]:
    """What every app says that it holds about a person, the lowest app first."""
    found: list[Held] = []
    for app in reversed(list(apps.get_app_configs())):
        name = f"{app.name}.held"
        if app.name.startswith(OURS) and find_spec(name):
            found += getattr(import_module(name), "HELD", ())
    return tuple(found)


def links_to_person() -> Iterator[tuple[type[models.Model], str]]:
    """Every column that links a row to a person and moves when two records are merged.

    Revisions of a person's own record stay with it, what is derived is made anew, and whoever was
    merged before follows.
    """
    derived = {each.model for each in all_held() if each.derived}
    for model in dict.fromkeys(each.model for each in all_held()):
        if model in derived or (model is not Person and _is_own_history(model)):
            continue
        for field in model._meta.concrete_fields:
            if field.is_relation and field.related_model is Person:
                yield model, field.name


def _is_own_history(model: type[Any]) -> bool:
    """Whether its rows are states of a person's own record."""
    return issubclass(model, Revision) and model._meta.get_field("of").related_model is Person


def columns_of() -> dict[type[Any], tuple[str, ...]]:
    """Every model that holds something about people, with all paths by which it reaches one."""
    found: dict[type[Any], tuple[str, ...]] = {}
    for each in all_held():
        found[each.model] = (*found.get(each.model, ()), each.person)
    return found


def rows_about(model: type[Any], people: Sequence[Person]) -> list[int]:
    """The rows of a model about any of these records, by every path."""
    ids = [each.pk for each in people]
    about = Q()
    for path in columns_of()[model]:
        about |= Q(**{f"{path}__in": ids})
    return list(model._base_manager.filter(about).values_list("pk", flat=True).distinct())
