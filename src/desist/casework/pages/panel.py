"""Panels: what an app shows on Today, on a person's page, and in the bar above it.

An app has a ``panels.py`` with ``diary(actor, *, day)`` for what is held on the day, ``today(actor,
*, day)`` or ``person(actor, person, *, day)``, each returning a panel or None; with ``tags(actor,
person)`` or ``marks(actor, person)`` for what matters for safety in the bar; and the case file with
``stage(actor, person)`` for where the case stands.
One query each, or none: the page that gathers them has a budget.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.db.models import QuerySet, Value
from django.utils import timezone
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from desist.casework.access.policy import Actor
from desist.casework.pages.section import OURS
from desist.casework.records.statement import statement

URGENT, DIARY, FIRST, USUAL, LAST = range(5)


@dataclass(frozen=True, kw_only=True)
class Panel:
    """A part of a page: a template, what it shows, and how soon it must be seen.

    ``wide`` where it needs the whole width of the page, as a matrix or a long row of sessions.
    """

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    rank: int = USUAL
    wide: bool = False


@pass_context
def show_panel(context: Context, panel: Panel) -> Markup:
    """A panel in the page that gathers it: its own values beside those of the page."""
    template = context.environment.get_template(panel.template)
    return Markup(template.render({**context.get_all(), **panel.context}))  # noqa: S704 - escaped


@dataclass(frozen=True, kw_only=True)
class Tag:
    """A mark in the bar above a person's pages: restricted, an open concern, no contact.

    Never the offence, and nothing that shames somebody in front of whoever sees the screen.
    ``tone`` is a colour of the tag component; the words alone must say it.
    """

    text: Any
    tone: str = "red"


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A tag that is shown where there are such rows; one query asks for those of all apps.

    ``rows`` takes the key of the person and the day.
    """

    tag: Tag
    rows: Callable[[int, date], QuerySet[Any]]


@dataclass(frozen=True, kw_only=True)
class Bar:
    """What stands in the bar beside name, CRN and age."""

    stage: str
    tags: tuple[Tag, ...]


def person_bar(actor: Actor, person: Any) -> Bar:
    """Where the case stands, and what matters for safety before anything else is read."""
    stages = [each(actor, person) for each in _all("stage")]
    marks = [mark for each in _all("marks") for mark in each(actor, person)]
    tags = [tag for each in _all("tags") for tag in each(actor, person)]
    asked = tuple(mark.rows for mark in marks)
    found = _numbers_of(asked, person=person.pk, day=timezone.localdate()) if asked else []
    shown = [marks[number].tag for (number,) in sorted(found)]
    return Bar(stage=next(filter(None, stages), ""), tags=(*shown, *tags))


@statement
def _numbers_of(
    asked: tuple[Callable[[int, date], QuerySet[Any]], ...], *, person: int, day: date
) -> QuerySet[Any, Any]:
    """The numbers of those of which there are rows."""
    numbered = [
        each(person, day).order_by().values_list(Value(number)) for number, each in enumerate(asked)
    ]
    return numbered[0].union(*numbered[1:])


def today_panels(actor: Actor, *, day: date) -> list[Panel]:
    """What every app has to say today, the most urgent first."""
    return _ranked(each(actor, day=day) for each in (*_all("diary"), *_all("today")))


def person_panels(
    actor: Actor, person: Any, *, day: date, without: Collection[str] = ()
) -> list[Panel]:
    """What every app has to say of one person, the most urgent first.

    ``without`` names apps that are not asked: whoever gathers knows that they have nothing to say,
    or says it already.
    """
    asked = [each for each in _all("person") if _app_of(each) not in without]
    return _ranked(each(actor, person, day=day) for each in asked)


def _app_of(function: Callable[..., Any]) -> str:
    return function.__module__.removeprefix(OURS).partition(".")[0]


def _ranked(panels: Iterator[Panel | None]) -> list[Panel]:
    return sorted((each for each in panels if each is not None), key=lambda each: each.rank)


@cache
def _all(kind: str) -> tuple[Callable[..., Any], ...]:
    """The functions of this name in the panels of every app, from the lowest app up."""
    ours = [app.name for app in apps.get_app_configs() if app.name.startswith(OURS)]
    names = [f"{name}.panels" for name in reversed(ours) if find_spec(f"{name}.panels")]
    found = [getattr(import_module(name), kind, None) for name in names]
    return tuple(each for each in found if each is not None)
