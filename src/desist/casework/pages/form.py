"""Forms: what may be typed, checked before any action sees it, with a message beside the field.

A form says which model it writes; it holds only fields of classes that this person may change.
Every form that changes something carries an operation id, so that sending it twice does it once.
"""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Any, ClassVar
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from desist.casework.access.fetch import writable
from desist.casework.access.policy import Actor

TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
"""Marks that turn the direction of text: they make a name read otherwise than it is stored."""
LONGEST_NOTE = 4000
EARLIEST_YEAR = 1900


class Text(forms.CharField):
    """One line of plain text: no control characters, no marks that turn its direction."""

    def __init__(self, *, missing: Any = None, max_length: int = 200, **options: Any) -> None:
        super().__init__(max_length=max_length, **options)
        self.error_messages["required"] = missing or _("Enter something here")
        self.error_messages["max_length"] = _("This must be %(limit_value)d characters or fewer")

    def clean(self, value: Any) -> str:
        """The text in one Unicode form, free of hidden characters."""
        text = unicodedata.normalize("NFC", str(super().clean(value)))
        if any(_is_hidden(each) for each in text):
            raise ValidationError(_("Remove the hidden or control characters"), code="hidden")
        return text


class LongText(Text):
    """Several lines of plain text."""

    widget = forms.Textarea

    def __init__(self, *, max_length: int = LONGEST_NOTE, **options: Any) -> None:
        super().__init__(max_length=max_length, **options)

    def clean(self, value: Any) -> str:
        """As ``Text``, with line ends as one character."""
        return super().clean(str(value or "").replace("\r\n", "\n").replace("\r", "\n"))


def _is_hidden(character: str) -> bool:
    if character in "\n\t":
        return False
    return character in TURNING or unicodedata.category(character) in ("Cc", "Cs", "Cn", "Co")


class Choice(forms.ChoiceField):
    """One of a few, as radio buttons."""

    widget = forms.RadioSelect

    def __init__(self, *, missing: Any = None, **options: Any) -> None:
        super().__init__(**options)
        said = missing or _("Select one of these")
        self.error_messages["required"] = self.error_messages["invalid_choice"] = said
        self.hints: dict[str, str] = {}
        """A line beneath a choice, by its value, where it helps."""


class OneOf(forms.ChoiceField):
    """One of the rows that this person may see, by opaque id; its value is the row."""

    widget = forms.Select

    def __init__(self, *, missing: Any, **options: Any) -> None:
        super().__init__(**options)
        self.error_messages["required"] = self.error_messages["invalid_choice"] = missing
        self.held: dict[str, models.Model] = {}

    def offer(self, rows: Any, *, blank: Any = "") -> None:
        """Offer these rows: whatever else comes back is refused as unknown."""
        self.held = {str(row.public_id): row for row in rows}
        named = [(key, str(row)) for key, row in self.held.items()]
        self.choices = [("", blank), *named]

    def clean(self, value: Any) -> models.Model | None:
        """The row that was chosen."""
        return self.held.get(super().clean(value))


class Number(forms.CharField):
    """A whole number typed into a text box, within its bounds."""

    def __init__(self, *, missing: Any = None, least: int = 0, most: int, **options: Any) -> None:
        super().__init__(max_length=len(str(most)) + 1, **options)
        self.widget.attrs["inputmode"] = "numeric"
        self.error_messages["required"] = missing or _("Enter a number")
        self.least, self.most = least, most

    def clean(self, value: Any) -> int | None:  # type: ignore[override]
        """The number, if it is one and not out of its bounds."""
        text = str(value or "").strip()
        if not text:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        short = text.isascii() and text.isdigit() and len(text) <= len(str(self.most))
        if not short or not self.least <= int(text) <= self.most:
            message = _("Enter a whole number from %(least)d to %(most)d")
            bounds = {"least": self.least, "most": self.most}
            raise ValidationError(message, code="invalid", params=bounds)
        return int(text)


class DateParts(forms.Widget):
    """Day, month and year, each in a box of its own."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> tuple[str, ...]:
        """What was typed into the three boxes."""
        return tuple(data.get(f"{name}-{part}", "").strip() for part in ("day", "month", "year"))

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Whether none of the boxes was sent."""
        return f"{name}-day" not in data


class Day(forms.Field):
    """A date typed in three boxes."""

    widget = DateParts

    def __init__(
        self,
        *,
        missing: Any,
        latest: date | None = None,
        earliest: date | None = None,
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self.error_messages["required"] = missing
        self.latest, self.earliest = latest, earliest or date(EARLIEST_YEAR, 1, 1)

    def clean(self, value: Any) -> date | None:
        """The date, if it is one and not out of its bounds."""
        parts = tuple(value or ("", "", ""))
        if not any(parts):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        given = _real_date(parts)
        if self.latest and given > self.latest:
            raise ValidationError(_("This date must not be in the future"), code="late")
        if given < self.earliest:
            raise ValidationError(_("This date is too long ago"), code="early")
        return given


def _real_date(parts: tuple[str, ...]) -> date:
    if not all(each.isascii() and each.isdigit() and len(each) <= 4 for each in parts):
        raise ValidationError(_("Enter a day, a month and a year in numbers"), code="invalid")
    try:
        return date(int(parts[2]), int(parts[1]), int(parts[0]))
    except ValueError as error:
        raise ValidationError(_("Enter a real date"), code="invalid") from error


class Form(forms.Form):
    """The base of every form.

    ``writes`` is the model whose fields it holds, if it holds any; ``beside`` names fields that
    its policy settles, rather than their class.
    """

    writes: ClassVar[type[models.Model] | None] = None
    beside: ClassVar[tuple[str, ...]] = ()

    operation = forms.UUIDField(widget=forms.HiddenInput, required=False)
    read_version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    use_required_attribute = False

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["operation"].initial = uuid4
        if self.writes is not None:
            allowed = writable(actor, self.writes)
            held = {each.name for each in self.writes._meta.concrete_fields}
            for name in [each for each in self.fields if each in held]:
                if name not in allowed and name not in self.beside:
                    del self.fields[name]

    @property
    def values(self) -> dict[str, Any]:
        """What was typed, without what every form carries."""
        carried = ("operation", "read_version")
        return {name: each for name, each in self.cleaned_data.items() if name not in carried}
