"""One page of a coding: its items as fields, with messages for what cannot be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desist.casework.assessment.forms.number import Whole
from desist.casework.pages.environment import day as in_words
from desist.casework.pages.form import Choice, Day, Form
from desist.programme.coding_guide import CodedItem, CodingPage

NOT_KNOWN = ("unknown", gettext_lazy("Not known"))
YES_NO = (("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No")), NOT_KNOWN)
SUPPORT = (
    ("no", gettext_lazy("No")),
    ("image", gettext_lazy("Yes, and image offences alone support it")),
    ("other", gettext_lazy("Yes, and another offence supports it")),
    NOT_KNOWN,
)
SCORES = (("0", "0"), ("1", "1"), ("2", "2"), NOT_KNOWN)
SEXUAL_SANCTIONS = ("adult_contact", "child_contact", "non_contact", "image")


class CodingForm(Form):
    """The items of one page. ``held`` are those of the other pages, to check against."""

    def __init__(
        self,
        *args: Any,
        page: CodingPage,
        born_on: date,
        today: date,
        held: Mapping[str, Any],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.page, self.born_on, self.today, self.held = page, born_on, today, held
        for item in page.item:
            self.fields[item.id] = FIELDS[item.kind](item, today)

    @property
    def items(self) -> dict[str, Any]:
        """The items as they are stored: ISO dates, numbers, yes or no; None is not known."""
        return {item.id: stored(item, self.cleaned_data.get(item.id)) for item in self.page.item}

    def clean(self) -> dict[str, Any]:
        """Look at what no item shows by itself."""
        given = super().clean() or self.cleaned_data
        for item in self.page.item:
            value = given.get(item.id)
            if item.kind == "date" and value and value < self.born_on:
                born = in_words(self.born_on)
                self.add_error(item.id, _("This is before the date of birth, %s") % born)
        self._check_counts(self.held | given)
        return given

    def _check_counts(self, given: Mapping[str, Any]) -> None:
        sexual, criminal = given.get("sexual_appearances"), given.get("criminal_appearances")
        known = "criminal_appearances" in self.fields and None not in (sexual, criminal)
        if known and criminal < sexual:
            self.add_error(
                "criminal_appearances",
                _("This cannot be fewer than the %s for sexual offences") % sexual,
            )
        total = given.get("total_sanctions")
        if "total_sanctions" in self.fields and total is not None:
            most = max(given.get(name) or 0 for name in SEXUAL_SANCTIONS)
            if total < most:
                self.add_error(
                    "total_sanctions",
                    _("This cannot be fewer than the %s sexual sanctions already entered") % most,
                )


def stored(item: CodedItem, value: Any) -> Any:
    """A cleaned value as it is stored."""
    if value in (None, "", "unknown"):
        return None
    if item.kind == "date":
        return value.isoformat()
    if item.kind == "yes_no":
        return value == "yes"
    return int(value) if item.kind in ("count", "score") else value


def initial_of(item: CodedItem, value: Any) -> Any:
    """A stored value as its field shows it; nothing where nothing was coded yet."""
    if value is None:
        return None
    if item.kind == "date":
        return date.fromisoformat(value)
    if item.kind == "yes_no":
        return "yes" if value else "no"
    return str(value)


def in_plain_words(item: CodedItem, value: Any) -> str:
    """A stored value as people read it."""
    if value is None:
        return _("Not known")
    if item.kind == "date":
        return in_words(date.fromisoformat(value))
    if item.kind in ("yes_no", "support"):
        chosen = ("yes" if value else "no") if isinstance(value, bool) else value
        return str(dict(YES_NO if item.kind == "yes_no" else SUPPORT)[chosen])
    return str(value)


def _date(item: CodedItem, today: date) -> forms.Field:
    latest = None if item.may_lie_ahead else today
    field = Day(**_said(item), missing="", latest=latest)
    field.required = False
    return field


def _count(item: CodedItem, _today: date) -> forms.Field:
    return Whole(**_said(item), at_least=item.at_least, at_most=item.at_most)


def _choice(choices: Any) -> Callable[[CodedItem, date], forms.Field]:
    missing = gettext_lazy("Select an answer; if it is not known, say so")
    return lambda item, _today: Choice(**_said(item), choices=choices, missing=missing)


def _said(item: CodedItem) -> dict[str, Any]:
    return {"label": item.title, "help_text": item.definition}


FIELDS: Mapping[str, Callable[[CodedItem, date], forms.Field]] = {
    "date": _date,
    "count": _count,
    "yes_no": _choice(YES_NO),
    "support": _choice(SUPPORT),
    "score": _choice(SCORES),
}
"""How each kind of item is asked."""
