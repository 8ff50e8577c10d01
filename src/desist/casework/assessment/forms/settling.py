"""Settling what two coders coded differently: for each item whose is taken, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from desist.casework.pages.form import Choice, Form, LongText
from desist.programme.coding_guide import CodedItem


class SettlingForm(Form):
    """Two fields for each item on which the coders differ."""

    def __init__(
        self, *args: Any, items: Sequence[CodedItem], words: Sequence[tuple[str, str]], **given: Any
    ) -> None:
        super().__init__(*args, **given)
        self.items = items
        for item, (first, second) in zip(items, words, strict=True):
            self.fields[f"take_{item.id}"] = Choice(
                label=item.title,
                choices=(
                    ("first", _("First coder: %s") % first),
                    ("second", _("Second coder: %s") % second),
                ),
                missing=_("Select which coding is right"),
            )
            self.fields[f"because_{item.id}"] = LongText(
                label=_("Why?"), missing=_("Say why this coding is right"), max_length=1000
            )

    @property
    def settled(self) -> dict[str, tuple[str, str]]:
        """By item, whose coding is taken and why."""
        given = self.cleaned_data
        return {
            item.id: (given[f"take_{item.id}"], given[f"because_{item.id}"]) for item in self.items
        }
