"""What is typed about a session with one person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from desist.casework.delivery.actions.session_record import Happened
from desist.casework.delivery.models import (
    Attendance,
    Covered,
    Done,
    Engagement,
    Practice,
    SessionRecord,
)
from desist.casework.pages.form import Choice, Form, LongText, Text

LONGEST_SESSION = 240
SHORT_NOTE = 500
OWN = ("attendance", "minutes", "engagement", "note")
"""What a session form asks that the record itself holds."""


def whole_number(*, label: Any, missing: Any, most: int) -> Any:
    """A field for whole minutes, with a message of its own for each way of being wrong."""
    field = forms.IntegerField(
        label=label,
        min_value=0,
        max_value=most,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    field.error_messages |= {"required": missing, "invalid": _("Enter whole minutes, like 90")}
    field.max_length = 4
    return field


class SessionForm(Form):
    """What happened in a session: one page, saved once.

    ``exercises`` are (id, title) of those planned; ``open_practice`` what was set before and has
    not been reviewed. Whoever reads no clinical text is asked for attendance and minutes alone.
    """

    writes: ClassVar = SessionRecord
    attendance = Choice(
        label=_("Attendance"), choices=Attendance.choices, missing=_("Select whether they came")
    )
    minutes = whole_number(
        label=_("Minutes that they were there"),
        missing=_("Enter the minutes that they were there"),
        most=LONGEST_SESSION,
    )
    engagement = Choice(
        label=_("How they took part"),
        choices=[each for each in Engagement.choices if each[0]],
        required=False,
    )
    note = LongText(
        label=_("Note"),
        required=False,
        help_text=_("About this person and this session. Never name or describe a victim."),
    )

    def __init__(
        self,
        *args: Any,
        exercises: Sequence[tuple[str, str]] = (),
        open_practice: Sequence[Practice] = (),
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.exercises, self.open_practice = list(exercises), list(open_practice)
        self.is_clinical = "note" in self.fields
        for number in range(len(self.exercises)):
            self.fields[f"covered_{number}"] = Choice(choices=Covered.choices, required=False)
            if self.is_clinical:
                self.fields[f"comment_{number}"] = Text(max_length=SHORT_NOTE, required=False)
        if not self.is_clinical:
            self.open_practice = []
            return
        for number in range(len(self.open_practice)):
            choices = [each for each in Done.choices if each[0]]
            self.fields[f"done_{number}"] = Choice(choices=choices, required=False)
        self.fields["practice"] = LongText(
            label=_("Practice until next time"), required=False, max_length=SHORT_NOTE
        )

    def clean(self) -> dict[str, Any]:
        """Somebody who came was there for some minutes."""
        held: dict[str, Any] = super().clean() or self.cleaned_data
        if held.get("attendance") == Attendance.ABSENT:
            self.errors.pop("minutes", None)
            held["minutes"] = 0
        elif "minutes" in held and not held["minutes"]:
            self.add_error("minutes", _("Enter the minutes that they were there"))
        return held

    @property
    def values(self) -> dict[str, Any]:
        """The fields of the record itself."""
        return {name: self.cleaned_data.get(name) for name in OWN if name in self.fields}

    @property
    def happened(self) -> Happened:
        """What was typed, as the action takes it."""
        held = self.cleaned_data
        return Happened(
            values=self.values,
            exercises=tuple(self._exercises(held)),
            practice=held.get("practice", ""),
            reviewed=tuple(
                (each, held[f"done_{number}"])
                for number, each in enumerate(self.open_practice)
                if held.get(f"done_{number}")
            ),
        )

    def _exercises(self, held: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
        for number, (exercise, _title) in enumerate(self.exercises):
            if covered := held.get(f"covered_{number}"):
                yield exercise, covered, held.get(f"comment_{number}", "")

    def mark_rows(self) -> list[dict[str, Any]]:
        """The exercises as rows of the grid of marks."""
        return [self._row("covered", n, title) for n, (_id, title) in enumerate(self.exercises)]

    def practice_rows(self) -> list[dict[str, Any]]:
        """What was set before as rows of the grid of marks."""
        return [self._row("done", n, each.what) for n, each in enumerate(self.open_practice)]

    def _row(self, kind: str, number: int, label: str) -> dict[str, Any]:
        bound = self[f"{kind}_{number}"]
        comment = self[f"comment_{number}"] if f"comment_{number}" in self.fields else None
        error = " ".join(bound.errors)
        return {
            "name": bound.html_name, "label": label, "value": bound.value() or "",
            "error": error, "comment": comment,
        }  # fmt: skip
