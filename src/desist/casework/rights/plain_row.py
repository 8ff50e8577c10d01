"""Plain row: one row as the person it is about may read it: labels and words, no staff by name.

Ids, keys and secrets are left out. A member of staff is shown by the role they hold; a field about
the service itself only where it is a date, a code or such a role.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _

from desist.casework.access.policy import policy_of
from desist.casework.access.role import FieldClass
from desist.casework.accounts.models import DeliveryUnit, Region, Team, User
from desist.casework.pages.environment import day, moment
from desist.casework.pages.speech import speech
from desist.casework.records.editable import Revision
from desist.casework.rights.notice import sentences_of
from desist.casework.rules.stored_decision import StoredDecision

HIDDEN = frozenset({FieldClass.KEY, FieldClass.SECRET})
PLACES = (Team, DeliveryUnit, Region)
Pairs = Iterator[tuple[str, str]]


def rows_in_words(row: models.Model, *, roles: Mapping[Any, str]) -> list[tuple[str, str]]:
    """Every field of a row that is the person's to read, as label and words; empty ones left out.

    ``roles`` says which role somebody holds, by their id and by their opaque id.
    """
    if isinstance(row, StoredDecision):
        pairs = _decision(row, roles)
    elif isinstance(row, Revision):
        pairs = _revision(row, roles)
    else:
        pairs = _fields(row, roles)
    return [(label, words) for label, words in pairs if words]


def _fields(row: models.Model, roles: Mapping[Any, str]) -> Pairs:
    classes = policy_of(type(row)).classes
    for field in row._meta.concrete_fields:
        class_ = classes[field.name]
        if class_ not in HIDDEN:
            yield _label(field), _words(row, field, class_, roles)


def _label(field: Any) -> str:
    name = str(field.verbose_name)
    return name[:1].upper() + name[1:]


def _words(row: Any, field: Any, class_: FieldClass, roles: Mapping[Any, str]) -> str:
    value = getattr(row, field.attname)
    if value in (None, ""):
        return ""
    if field.is_relation:
        return _linked(row, field, value, roles)
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    if class_ is FieldClass.STAFF and not isinstance(value, date | bool | UUID):
        return ""
    return in_words(value, roles)


def _linked(row: Any, field: Any, value: Any, roles: Mapping[Any, str]) -> str:
    if field.related_model is User:
        return roles.get(value, _("a member of staff"))
    return str(getattr(row, field.name)) if field.related_model in PLACES else ""


def in_words(value: Any, roles: Mapping[Any, str]) -> str:
    """A value as people write it; a member of staff as their role."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, UUID):
        return roles.get(value, "Desist")
    return _unfolded(str(value))


def _unfolded(text: str) -> str:
    """Text, or what was written as JSON, on lines of its own."""
    if text[:1] not in "{[":
        return text
    try:
        held = json.loads(text)
    except ValueError:
        return text
    if isinstance(held, dict):
        return "\n".join(f"{speech().term(str(key))}: {each}" for key, each in held.items())
    return "\n".join(map(str, held))


def _revision(row: Revision, roles: Mapping[Any, str]) -> Pairs:
    """An earlier state: the same fields as the record it is a state of."""
    parent = type(row)._meta.get_field("of").related_model
    classes = policy_of(parent).classes
    yield _("Recorded"), f"{moment(row.at)}, {roles.get(row.by, 'Desist')}"
    for field in parent._meta.concrete_fields:
        value = row.values.get(field.name)
        if classes[field.name] in (*HIDDEN, FieldClass.STAFF) or field.is_relation or not value:
            continue
        words = dict(field.flatchoices).get(value, value) if field.choices else value
        yield _label(field), _unfolded(str(words))


def _decision(row: StoredDecision, roles: Mapping[Any, str]) -> Pairs:
    said = speech()
    yield _("Question"), said.question(row.question)
    yield _("Outcome"), said.term(row.outcome)
    yield _("Decided"), f"{day(row.decided_on)}, {roles.get(row.by, 'Desist')}"
    yield _("Because"), "\n".join(sentences_of(row.decision))
