"""Numbers that are typed: whole ones and percentages, where an empty box says: not known."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LONGEST = 8
"""Digits. No number that is asked for here has more."""


class Whole(forms.Field):
    """A whole number between two bounds; None where the box is empty."""

    widget = forms.TextInput

    def __init__(self, *, at_least: int, at_most: int, **options: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "numeric"}), **options)
        self.at_least, self.at_most = at_least, at_most
        self.max_length = LONGEST

    def clean(self, value: Any) -> int | None:
        """The number, if it is one and within its bounds."""
        typed = str(value if value is not None else "").strip()
        if not typed:
            return None
        if not (typed.isascii() and typed.lstrip("-").isdigit() and len(typed) <= LONGEST):
            raise ValidationError(_("Enter a whole number, such as 2"), code="invalid")
        number = int(typed)
        if not self.at_least <= number <= self.at_most:
            bounds = {"low": self.at_least, "high": self.at_most}
            raise ValidationError(
                _("Enter a number from %(low)s to %(high)s") % bounds, code="out_of_bounds"
            )
        return number


class Percentage(forms.Field):
    """A percentage with up to two decimals."""

    widget = forms.TextInput

    def __init__(self, *, missing: Any, **options: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "decimal"}), **options)
        self.error_messages["required"] = missing
        self.max_length = LONGEST

    def clean(self, value: Any) -> float | None:
        """The percentage, from 0 to 100."""
        typed = str(value if value is not None else "").strip().rstrip("%").strip()
        if not typed:
            raise ValidationError(self.error_messages["required"], code="required")
        try:
            number = Decimal(typed) if typed.isascii() and len(typed) <= LONGEST else None
        except InvalidOperation:
            number = None
        if number is None or not number.is_finite() or not 0 <= number <= 100:
            raise ValidationError(_("Enter a percentage from 0 to 100, such as 1.35"))
        return float(number)
