"""Several: any of a few codes, as checkboxes, and parts of the week as a grid of them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class Ticks(forms.CheckboxSelectMultiple):
    """Boxes of one name. The name ends in ``[]``, since every other name has one value."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """Every value that was ticked."""
        return data.getlist(f"{name}[]") if hasattr(data, "getlist") else data.get(f"{name}[]", [])

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Never: nothing ticked is an answer."""
        return False


class Several(forms.MultipleChoiceField):
    """Any of a few codes, as checkboxes; its value is the codes in order, a space between."""

    widget = Ticks

    def __init__(self, *, missing: Any = None, **options: Any) -> None:
        super().__init__(**options)
        said = missing or _("Select those that apply")
        self.error_messages |= dict.fromkeys(("required", "invalid_choice", "invalid_list"), said)

    def clean(self, value: Any) -> str:  # type: ignore[override]
        """The codes that were ticked, in the order of the choices."""
        ticked = set(super().clean(value))
        return " ".join(str(code) for code, _text in self.choices if code in ticked)

    def words(self, value: str) -> str:
        """The texts of stored codes."""
        held = value.split()
        return ", ".join(str(text) for code, text in self.choices if code in held)


class WeekGrid(Ticks):
    """Parts of the week as a table: a row a day, a column a part of the day."""


class PartsOfWeek(Several):
    """When in the week: ``days`` and ``parts`` as pairs of code and text."""

    widget = WeekGrid

    def __init__(self, *, days: Any, parts: Any, **options: Any) -> None:
        self.days, self.parts = tuple(days), tuple(parts)
        every = [
            (f"{day}_{part}", f"{day_text} {str(part_text).lower()}")
            for day, day_text in self.days
            for part, part_text in self.parts
        ]
        super().__init__(choices=every, **options)
