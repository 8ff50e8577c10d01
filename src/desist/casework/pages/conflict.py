"""When somebody saved first: both versions side by side, losing neither."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from desist.casework.pages.form import Form
from desist.casework.pages.words import words_of


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One field: what was typed, and what is stored now."""

    label: str
    typed: str
    stored: str


@dataclass(frozen=True, kw_only=True)
class Differences:
    """All fields that differ, and who saved the stored version when."""

    rows: tuple[Difference, ...]
    who: str
    at: datetime


def differences(form: Form, stored: Any, *, name_of: Callable[[UUID], str]) -> dict[str, Any]:
    """The form as typed, now based on the stored version, and where the two differ.

    Saving again is then a decision: the form carries the version that was just shown.
    """
    last = stored.revisions.order_by("-number").first()
    rows = tuple(
        Difference(label=str(form[name].label), typed=_words(form, name, typed), stored=now)
        for name, typed in form.values.items()
        if (now := _words(form, name, getattr(stored, name))) != _words(form, name, typed)
    )
    form.data = form.data.copy()
    form.data["read_version"] = str(stored.version)
    by = name_of(last.by)
    return {"form": form, "differences": Differences(rows=rows, who=by, at=last.at)}


def _words(form: Form, name: str, value: Any) -> str:
    return words_of(form.fields[name], value)
