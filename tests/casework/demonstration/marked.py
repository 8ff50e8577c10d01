"""Marks in all that people type, so that a page which takes one for its own is found."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Model

from desist.casework.pages.section import OURS
from desist.casework.records.encrypted_text import EncryptedText

MARK = "<b class=typed>'\"&"
RAW, SHOWN = "<b class=typed", "&lt;b class=typed"
NAMES = {
    "accounts": {"full_name"}, "people": {"first_names", "last_name"}, "planning": {"name"},
}  # fmt: skip
"""What people are called and what places are called, beside everything that is kept encrypted."""
STRUCTURED = ("{", "[", "<")
"""How a text begins that a program wrote for itself."""


def mark_everything() -> int:
    """Put a mark behind every text that somebody typed; how many there are."""
    marked = 0
    for app in apps.get_app_configs():
        if app.name.startswith(OURS) and app.label != "demonstration":
            marked += sum(_mark(model, app.label) for model in app.get_models())
    return marked


def _mark(model: type[Any], app: str) -> int:
    fields = [
        each.name
        for each in model._meta.concrete_fields
        if each.name in NAMES.get(app, ())
        or (isinstance(each, EncryptedText) and app not in ("accounts", "audit", "exchange"))
    ]
    marked = 0
    for row in model._base_manager.all() if fields else ():
        changed = [name for name in fields if _is_prose(getattr(row, name), name)]
        for name in changed:
            setattr(row, name, getattr(row, name) + MARK)
        if changed:
            Model.save_base(row, force_update=True, update_fields=frozenset(changed))
        marked += len(changed)
    return marked


def _is_prose(text: Any, name: str) -> bool:
    """Words, not an answer, a number or a date that is kept as text."""
    words = isinstance(text, str) and not text.startswith(STRUCTURED)
    return words and bool(text) and (" " in text or "name" in name)
