"""What is typed about a session, an absence, a failure and a catch-up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from desist.casework.delivery.actions.session_record import Happened
from desist.casework.delivery.models import (
    Absence,
    Attendance,
    Covered,
    Done,
    Engagement,
    Excuse,
    Failure,
    Practice,
    SessionRecord,
    Taken,
    Verdict,
)
from desist.casework.pages.form import Choice, Day, Form, LongText, OneOf, Text
from desist.casework.planning.forms.schedule import WithTwo
from desist.casework.planning.models import Appointment

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


class Clock(Text):
    """A time of day typed as 09:30."""

    def clean(self, value: Any) -> time | None:
        """The time, if it is one."""
        typed = super().clean(value)
        try:
            return time.fromisoformat(typed) if typed else None
        except ValueError as error:
            raise ValidationError(_("Enter a time like 09:30")) from error


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


class AbsenceForm(Form):
    """The practitioner's decision on an absence."""

    writes: ClassVar = Absence
    beside: ClassVar = ("verdict",)
    excuse = Choice(
        label=_("What was given as the reason?"),
        choices=Excuse.choices,
        missing=_("Select the reason that was given, or that none was"),
    )
    evidence = LongText(
        label=_("What speaks for it?"),
        help_text=_("What you saw or heard: a fit note, a call to the employer."),
        required=False,
        max_length=1000,
    )
    verdict = Choice(
        label=_("Was the absence acceptable?"),
        choices=[
            (Verdict.ACCEPTABLE.value, Verdict.ACCEPTABLE.label),
            (Verdict.UNACCEPTABLE.value, Verdict.UNACCEPTABLE.label),
        ],
        missing=_("Select whether the absence was acceptable"),
    )


class FailureForm(Form):
    """What was done about a failure, on which day, and why."""

    writes: ClassVar = Failure
    beside: ClassVar = ("taken", "taken_on")
    taken = Choice(label=_("What did you do?"), choices=(), missing=_("Select what you did"))
    taken_on = Day(label=_("When?"), missing=_("Enter the day"))
    words = LongText(
        label=_("Why, and what came of it?"),
        missing=_("Say why, and what came of it"),
        max_length=2000,
    )

    def offer(self, choices: Sequence[str], *, today: date) -> None:
        """Offer what the law of the order offers, and that it was not done."""
        labels = dict(Taken.choices)
        open_ones = (*choices, Taken.NOT_DONE.value)
        self.fields["taken"].choices = [(each, labels[each]) for each in open_ones]
        self.fields["taken_on"].latest = today


class CatchUpForm(WithTwo):
    """When, where and by whom a missed session is made good."""

    writes: ClassVar = Appointment
    day = Day(label=_("Day"), missing=_("Enter the day"))
    starts = Clock(
        label=_("Time"),
        missing=_("Enter the time"),
        max_length=5,
        help_text=_("In 24 hours, like 14:30"),
    )
    minutes = whole_number(label=_("Minutes"), missing=_("Enter the minutes"), most=LONGEST_SESSION)
    room = OneOf(label=_("Room"), missing=_("Select a room"))
    field_order = ("day", "starts", "minutes", "facilitator", "co_facilitator", "room")

    def clean_minutes(self) -> int:
        """A session lasts for some time."""
        minutes: int = self.cleaned_data["minutes"]
        if not minutes:
            raise ValidationError(_("Enter the minutes"))
        return minutes
