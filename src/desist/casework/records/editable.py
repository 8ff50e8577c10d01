"""Editable: a record that several people may change without overwriting each other.

A change is ``UPDATE ... WHERE version = n``. Every state a record has had is kept as a revision,
so nothing is lost, and whoever saves too late is shown both versions.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from copy import copy
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db import models

from desist.casework.records.encrypted_text import EncryptedText
from desist.casework.records.record import Record


class StaleVersion(Exception):
    """Somebody else saved first. ``stored`` is the record as it stands now."""

    def __init__(self, stored: Editable) -> None:
        super().__init__(f"{stored.reference} is at version {stored.version}")
        self.stored = stored


class Editable(Record):
    """A record with a version; its revisions stand in a table of their own (``revisions``)."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


class Revision(Record):
    """One state that an editable record has had: all its values, by whom, when."""

    number = models.PositiveIntegerField()
    by = models.UUIDField()
    at = models.DateTimeField()
    content = EncryptedText()

    class Meta:
        abstract = True
        ordering = ("-number",)

    @property
    def values(self) -> dict[str, Any]:
        """The values of that state, by field name."""
        return json.loads(self.content)


def insert(record: Editable, *, by: Any, at: datetime) -> None:
    """Write a new record and its first revision."""
    record.save(force_insert=True)
    _keep(record, by=by, at=at)


def amend(
    record: Editable, *, read_version: int, values: Mapping[str, Any], by: Any, at: datetime
) -> tuple[str, ...]:
    """Change a record if it still is at the version that was read; the names that changed.

    Raises:
        StaleVersion: somebody else saved in between; nothing was written.
    """
    changed = tuple(name for name, value in values.items() if getattr(record, name) != value)
    if record.version == read_version and not changed:
        return ()
    for name in changed:
        setattr(record, name, values[name])
    columns = {name: record._meta.get_field(name).pre_save(record, False) for name in changed}
    rows = type(record)._base_manager.filter(pk=record.pk, version=read_version)
    if record.version != read_version or not rows.update(version=read_version + 1, **columns):
        raise StaleVersion(type(record)._base_manager.get(pk=record.pk))
    record.version = read_version + 1
    _keep(record, by=by, at=at)
    return changed


def keep_one(
    record: Editable,
    *,
    about: str,
    read_version: int,
    values: Mapping[str, Any],
    by: Any,
    at: datetime,
) -> tuple[Editable, tuple[str, ...]]:
    """Keep one record of its kind about somebody: write ``record`` anew, or amend what is there.

    ``about`` names the link to them; they are locked, so that two first statements do not both
    become records. ``read_version`` is 0 where nothing was there to read.

    Raises:
        StaleVersion: somebody else stated or changed it in between.
    """
    model, somebody = type(record), getattr(record, about)
    type(somebody)._base_manager.select_for_update().get(pk=somebody.pk)
    held = model._base_manager.filter(**{about: somebody}).order_by("pk").first()
    if held is not None:
        return held, amend(held, read_version=read_version, values=values, by=by, at=at)
    insert(record, by=by, at=at)
    return record, tuple(values_of(record))


def as_amended(record: Editable, values: Mapping[str, Any]) -> Any:
    """The record as it would be with these values, to be checked before anything is written."""
    changed = copy(record)
    for name, value in values.items():
        setattr(changed, name, value)
    return changed


def _keep(record: Editable, *, by: Any, at: datetime) -> None:
    content = json.dumps(values_of(record), ensure_ascii=False, sort_keys=True)
    record.revisions.model(
        of=record, number=record.version, by=by.public_id, at=at, content=content
    ).save(force_insert=True)


def values_of(record: Record) -> dict[str, Any]:
    """Every value of a record as JSON can hold it, ids and version left out."""
    left_out = {"id", "public_id", "version"}
    fields = (f for f in record._meta.concrete_fields if f.name not in left_out)
    return {field.name: _plain(getattr(record, field.attname)) for field in fields}


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value
