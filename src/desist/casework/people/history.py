"""History: every state that any record about a person has had, what changed, by whom and when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec
from itertools import groupby
from typing import Any

from django import forms
from django.apps import apps
from django.db import models
from django.utils.text import capfirst

from desist.casework.access import may, readable
from desist.casework.access.policy import Actor
from desist.casework.accounts.models import DeliveryUnit, Team, User
from desist.casework.pages.section import OURS
from desist.casework.pages.words import words_of
from desist.casework.people.cards import KINDS
from desist.casework.people.forms.person import NewPersonForm
from desist.casework.people.models import Person
from desist.casework.people.record_pages import RECORD_PAGES
from desist.casework.records.editable import Revision
from desist.casework.records.held import Held

NAMED = (User, Team, DeliveryUnit)
"""Links to these are shown by name; a link to another person or record is not."""


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One field before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class Change:
    """One saving of one record."""

    at: datetime
    who: str
    what: str
    is_first: bool
    rows: tuple[Difference, ...]


def changes_of(actor: Actor, person: Person) -> Sequence[Change]:
    """Every change that this reader may read, newest first, in the fields of their classes."""
    found: dict[tuple[type, int], Revision] = {}
    for held in _revisions_held():
        about = held.about(person.pk).select_related("of", f"{held.person}__team__unit")
        for each in about.order_by("of", "number"):
            if may(actor, "see", each):
                found[held.model, each.pk] = each
    names = _names(found.values())
    changes = [
        change
        for (_model, _of), states in groupby(found.values(), key=lambda e: (type(e), e.of_id))
        for change in _changes(actor, list(states), names)
    ]
    return sorted(changes, key=lambda each: each.at, reverse=True)


def _revisions_held() -> Iterator[Held]:
    for app in apps.get_app_configs():
        if app.name.startswith(OURS) and find_spec(f"{app.name}.held"):
            for held in getattr(import_module(f"{app.name}.held"), "HELD", ()):
                if issubclass(held.model, Revision):
                    yield held


def _names(revisions: Any) -> Mapping[Any, str]:
    """The names of everybody and everything that the revisions point to; one query a kind."""
    every = list(revisions)
    savers = {each.by for each in every}
    names: dict[Any, str] = dict(
        User._base_manager.filter(public_id__in=savers).values_list("public_id", "full_name")
    )
    for model in NAMED:
        numbers = {
            each.values.get(field.attname) or each.values.get(field.name)
            for each in every
            for field in each.of._meta.concrete_fields
            if field.related_model is model
        }
        held = model._base_manager.filter(pk__in=numbers - {None})
        names |= {(model, each.pk): str(each) for each in held} if numbers else {}
    return names


def _changes(
    actor: Actor, states: Sequence[Revision], names: Mapping[Any, str]
) -> Iterator[Change]:
    model = type(states[0].of)
    shown = readable(actor, model, states[0].of)
    before: Mapping[str, Any] = {}
    for state in states:
        after = state.values
        differing = tuple(_differences(model, before, after, shown, names))
        if differing:
            yield Change(
                at=state.at,
                who=names.get(state.by, "Desist"),
                what=_title(model),
                is_first=not before,
                rows=differing,
            )
        before = after


def _differences(
    model: type[models.Model],
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    shown: frozenset[str],
    names: Mapping[Any, str],
) -> Iterator[Difference]:
    for field in model._meta.concrete_fields:
        if field.name not in after or field.name not in shown:
            continue
        if field.is_relation and field.related_model not in NAMED:
            continue
        old, new = before.get(field.name), after[field.name]
        if old != new and not (old is None and new == ""):
            said = [_words(model, field, each, names) for each in (old, new)]
            yield Difference(label=_label(model, field), before=said[0], after=said[1])


def _title(model: type[models.Model]) -> str:
    titles = {RECORD_PAGES[kind].model: str(title) for kind, title, _empty, _more in KINDS}
    return titles.get(model, capfirst(str(model._meta.verbose_name)))


def _form_field(model: type[models.Model], name: str) -> Any:
    if model is Person:
        return NewPersonForm.base_fields.get(name) if name != "team" else None
    for page in RECORD_PAGES.values():
        if page.model is model and name in page.form_of_changes.base_fields:
            return page.form_of_changes.base_fields[name]
    return None


def _label(model: type[models.Model], field: Any) -> str:
    typed = _form_field(model, field.name)
    return str(typed.label) if typed is not None else capfirst(str(field.verbose_name))


def _words(model: type[models.Model], field: Any, value: Any, names: Mapping[Any, str]) -> str:
    if value is None:
        return ""
    if field.is_relation:
        return names.get((field.related_model, value), "")
    typed = _form_field(model, field.name)
    value = field.to_python(value)
    return words_of(typed or forms.ChoiceField(choices=field.flatchoices), value)
