"""Panels: what an app shows on Today and on a person's page.

An app has a ``panels.py`` with ``today(actor, *, day)`` or ``person(actor, person, *, day)``, each
returning a panel or None. One query each, or none: the page that gathers them has a budget.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps

from desist.casework.access.policy import Actor
from desist.casework.pages.section import OURS

URGENT, FIRST, USUAL, LAST = range(4)


@dataclass(frozen=True, kw_only=True)
class Panel:
    """A part of a page: a template, what it shows, and how soon it must be seen."""

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    rank: int = USUAL


def today_panels(actor: Actor, *, day: date) -> list[Panel]:
    """What every app has to say today, the most urgent first."""
    return _ranked(each(actor, day=day) for each in _all("today"))


def person_panels(actor: Actor, person: Any, *, day: date) -> list[Panel]:
    """What every app has to say of one person, the most urgent first."""
    return _ranked(each(actor, person, day=day) for each in _all("person"))


def _ranked(panels: Iterator[Panel | None]) -> list[Panel]:
    return sorted((each for each in panels if each is not None), key=lambda each: each.rank)


def _all(kind: str) -> Iterator[Any]:
    for app in reversed(list(apps.get_app_configs())):
        name = f"{app.name}.panels"
        if app.name.startswith(OURS) and find_spec(name):
            found = getattr(import_module(name), kind, None)
            if found is not None:
                yield found
