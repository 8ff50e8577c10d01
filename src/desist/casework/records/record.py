"""Record: a row with a number inside the house and an opaque id outside it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, Self
from uuid import uuid4

from django.db import models
from django.db.models.base import ModelState
from django.utils.encoding import force_str


class Record(models.Model):
    """Every row: ``id`` for joins, ``public_id`` for addresses, audit and encryption."""

    id = models.BigAutoField(primary_key=True)
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db: str | None, field_names: Iterable[str], values: Iterable[Any]) -> Self:
        """A row as the database told it: what it holds needs no defaults and asks no signals.

        As Django's own, without what making a *new* row takes.
        """
        found = cls.__new__(cls)
        found._state = ModelState()
        found._state.adding, found._state.db = False, db
        found.__dict__.update(zip(field_names, values, strict=True))
        return found

    @property
    def reference(self) -> str:
        """How the audit trail names this row: its model and its opaque id."""
        return f"{self._meta.label_lower}:{self.public_id}"

    def _get_FIELD_display(self, field: Any) -> str:  # noqa: N802 - as Django calls it
        """The words for a coded value: Django makes a table of all words anew for each."""
        value = getattr(self, field.attname)
        return force_str(_words(field).get(value, value), strings_only=True)


@cache
def _words(field: Any) -> dict[Any, Any]:
    return dict(field.flatchoices)
