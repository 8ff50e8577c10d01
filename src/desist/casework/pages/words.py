"""Words: a stored value as its form's field would say it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from desist.casework.pages.several import Several


def words_of(field: forms.Field, value: Any) -> str:
    """A value in words: a date written out, a code by its text, a list by its parts."""
    from desist.casework.pages.environment import day  # the environment knows every component

    if value is None or value == "":
        return ""
    if isinstance(value, date):
        return day(value)
    if isinstance(field, Several):
        return field.words(value)
    if isinstance(value, list):
        return ", ".join(words_of(field, each) for each in value)
    return str(dict(getattr(field, "choices", ())).get(value, value))
