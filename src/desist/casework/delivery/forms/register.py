"""What is typed in the register of a group's session: a row a member, saved once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from desist.casework.access import readable
from desist.casework.access.fetch import writable
from desist.casework.access.policy import Actor
from desist.casework.delivery.actions.register import Mark, NoteTyped
from desist.casework.delivery.actions.session_record import Happened
from desist.casework.delivery.forms.session import LONGEST_SESSION, OWN, whole_number
from desist.casework.delivery.models import Attendance, Covered, Engagement, SessionRecord
from desist.casework.delivery.queries.register import Register, Row
from desist.casework.groups.models import GroupSession
from desist.casework.pages.form import Choice, Form, LongText

CLINICAL = ("engagement", "note")


class RegisterForm(Form):
    """One page for all members: mark, minutes, how they took part, a note; exercises; one note.

    A field of a row is called by what it asks and the opaque id of the member's part, so that it
    stays that member's whoever joins or leaves meanwhile. A row in which nothing is said, or
    nothing was changed, is left as it is.
    """

    def __init__(
        self,
        *args: Any,
        actor: Actor,
        session: GroupSession,
        register: Register,
        titles: Mapping[str, str],
        marked: str = "",
        **options: Any,
    ) -> None:
        super().__init__(*args, actor=actor, **options)
        self.session, self.register, self.titles = session, register, titles
        self.is_clinical = {"note"} <= readable(actor, SessionRecord) & writable(
            actor, SessionRecord
        )
        for row in register.rows:
            self._add_row(row, marked)
        for number, exercise in enumerate(session.exercises):
            said = register.covered.get(exercise, "")
            self.fields[f"covered_{number}"] = Choice(
                choices=Covered.choices, required=False, initial=said
            )
        if self.is_clinical:
            self._add_note()

    def _add_row(self, row: Row, marked: str) -> None:
        id_, record = row.part.public_id.hex, row.record
        self.fields[f"attendance_{id_}"] = Choice(
            choices=Attendance.choices,
            required=False,
            initial=record.attendance if record else marked,
        )
        minutes = whole_number(label=_("Minutes"), missing="", most=LONGEST_SESSION)
        minutes.required = False
        minutes.initial = record.minutes if record else row.part.minutes
        self.fields[f"minutes_{id_}"] = minutes
        self.fields[f"version_{id_}"] = forms.IntegerField(
            widget=forms.HiddenInput, required=False, min_value=0, initial=row.version
        )
        if self.is_clinical:
            self.fields[f"engagement_{id_}"] = forms.ChoiceField(
                choices=Engagement.choices,
                required=False,
                initial=record.engagement if record else "",
                error_messages={"invalid_choice": _("Select one of the list")},
            )
            self.fields[f"note_{id_}"] = LongText(
                label=_("Note"), required=False, initial=record.note if record else ""
            )

    def _add_note(self) -> None:
        held = self.register.note
        self.fields["group_note"] = LongText(
            label=_("Note about the session as a whole"),
            required=False,
            initial=held.note if held else "",
            help_text=_("Names nobody: what is about one member stands in their own note."),
        )
        self.fields["note_version"] = forms.IntegerField(
            widget=forms.HiddenInput, required=False, min_value=0,
            initial=held.version if held else 0,
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Somebody who came was there for some minutes; who has a note has a mark."""
        held: dict[str, Any] = super().clean() or self.cleaned_data
        for row in self.register.rows:
            id_ = row.part.public_id.hex
            attendance = held.get(f"attendance_{id_}")
            if attendance == Attendance.ABSENT:
                self.errors.pop(f"minutes_{id_}", None)
                held[f"minutes_{id_}"] = 0
            elif attendance and not held.get(f"minutes_{id_}"):
                self.add_error(f"minutes_{id_}", _("Enter the minutes that they were there"))
            elif not attendance and (held.get(f"note_{id_}") or held.get(f"engagement_{id_}")):
                self.add_error(f"attendance_{id_}", _("Select whether they came"))
        return held

    @property
    def marks(self) -> list[Mark]:
        """The rows in which something is said that is not recorded so already."""
        return [mark for row in self.register.rows if (mark := self._mark(row)) is not None]

    def _mark(self, row: Row) -> Mark | None:
        held, id_ = self.cleaned_data, row.part.public_id.hex
        if not held.get(f"attendance_{id_}"):
            return None
        asked = [name for name in OWN if f"{name}_{id_}" in self.fields]
        values = {name: held.get(f"{name}_{id_}") for name in asked}
        came = values["attendance"] != Attendance.ABSENT
        exercises = tuple(self._exercises(row.record)) if came else ()
        record = row.record
        if record and not exercises and all(getattr(record, n) == v for n, v in values.items()):
            return None
        return Mark(
            appointment=row.part,
            read_version=held.get(f"version_{id_}") or 0,
            happened=Happened(values=values, exercises=exercises),
        )

    def _exercises(self, record: SessionRecord | None) -> Iterator[tuple[str, str, str]]:
        """How far each was done, where that is not what is recorded of this member."""
        done = {}
        for each in sorted(record.exercises.all(), key=lambda each: each.pk) if record else ():
            done[each.exercise] = each.covered
        for number, exercise in enumerate(self.session.exercises):
            covered = self.cleaned_data.get(f"covered_{number}")
            if covered and done.get(exercise) != covered:
                yield exercise, covered, ""

    @property
    def note(self) -> NoteTyped | None:
        """The note on the session, where it was changed."""
        if not self.is_clinical:
            return None
        typed = self.cleaned_data.get("group_note", "")
        stored = self.register.note.note if self.register.note else ""
        if typed == stored:
            return None
        return NoteTyped(text=typed, read_version=self.cleaned_data.get("note_version") or 0)

    def rebase(self, records: Mapping[int, SessionRecord], note_version: int | None) -> None:
        """Stand on what is recorded now: saving again is then a decision."""
        self.data = self.data.copy()
        for row in self.register.rows:
            if row.part.pk in records:
                version = records[row.part.pk].version
                self.data[f"version_{row.part.public_id.hex}"] = str(version)
        if note_version is not None:
            self.data["note_version"] = str(note_version)

    def rows(self) -> list[dict[str, Any]]:
        """The members as rows of the page."""
        return [self._shown(row) for row in self.register.rows]

    def _shown(self, row: Row) -> dict[str, Any]:
        names = ("attendance", "minutes", "version", "engagement", "note")
        id_ = row.part.public_id.hex
        bound = {n: self[f"{n}_{id_}"] if f"{n}_{id_}" in self.fields else None for n in names}
        return {"part": row.part, "record": row.record, **bound}

    def exercise_rows(self) -> Sequence[dict[str, Any]]:
        """The exercises as rows of the grid of marks."""
        found = []
        for number, exercise in enumerate(self.session.exercises):
            bound = self[f"covered_{number}"]
            found.append(
                {
                    "name": bound.html_name,
                    "label": self.titles.get(exercise, exercise),
                    "value": bound.value() or "",
                    "error": " ".join(bound.errors),
                }
            )
        return found
