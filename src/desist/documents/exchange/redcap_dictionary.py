"""REDCap dictionary: forms as the 18 columns of REDCap's data dictionary, with codes for labels.

No item text leaves: a label is the printed number, a choice is its code. Scores are plain numbers,
not calculated fields, since REDCap would compute those anew.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from desist.programme.instrument import FormOrder, Instrument

HEADERS = (
    "Variable / Field Name", "Form Name", "Section Header", "Field Type", "Field Label",
    "Choices, Calculations, OR Slider Labels", "Field Note",
    "Text Validation Type OR Show Slider Number", "Text Validation Min", "Text Validation Max",
    "Identifier?", "Branching Logic (Show field only if...)", "Required Field?",
    "Custom Alignment", "Question Number (surveys only)", "Matrix Group Name",
    "Matrix Ranking?", "Field Annotation",
)  # fmt: skip
RECORD = "record_id"
FIRST_FORM = "person"
LONGEST_NAME = 26
STEM = 14
READ_ONLY = "@READONLY"
EVENTS = {"start": "Start", "middle": "Mid", "end": "End", "follow_up": "Followup"}
"""The administration points as REDCap events; the unique name is ours to derive."""


@dataclass(frozen=True, kw_only=True)
class Field:
    """One row of a dictionary; what is not named here stays empty in our exports."""

    name: str
    form: str
    kind: str
    label: str
    choices: str = ""
    validation: str = ""
    lowest: str = ""
    highest: str = ""
    annotation: str = ""

    def row(self) -> tuple[str, ...]:
        """The 18 columns."""
        return (
            self.name, self.form, "", self.kind, self.label, self.choices, "", self.validation,
            self.lowest, self.highest, "", "", "", "", "", "", "", self.annotation,
        )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Form:
    """An instrument in one printed order as REDCap knows it; no order: scale scores alone."""

    instrument: Instrument
    order: FormOrder | None

    @property
    def name(self) -> str:
        """Letters, digits and single underscores."""
        return _name(self.instrument.id)

    @property
    def stem(self) -> str:
        """What its variables begin with: short, so that no name grows past 26 characters."""
        whole = self.name.replace("_", "")
        return whole if len(whole) <= STEM else whole[: STEM - 4] + whole[-4:]

    def item(self, number: int) -> str:
        """The variable of one item: ``bis11_01``."""
        return f"{self.stem}_{number:02}"

    def scale(self, id_: str) -> str:
        """The variable of one scale: cut where it would be too long, and unique all the same."""
        names = [_name(each.id) for each in self.instrument.scale]
        room = LONGEST_NAME - len(self.stem) - 3
        cut = [each[:room].rstrip("_") for each in names]
        place = [each.id for each in self.instrument.scale].index(id_)
        if cut.count(cut[place]) > 1:
            return f"{self.stem}_s_{cut[place][: room - 3].rstrip('_')}_{place + 1:02}"
        return f"{self.stem}_s_{cut[place]}"

    def fields(self) -> Iterator[Field]:
        """Which printed form it was, every item, every scale."""
        yield Field(name=f"{self.stem}_form", form=self.name, kind="text", label="Form order",
                    annotation=READ_ONLY)  # fmt: skip
        if self.order is not None:
            codes = range(self.order.minimum, self.order.maximum + 1)
            choices = " | ".join(f"{code}, {code}" for code in codes if self.order.takes(code))
            for number in range(1, self.order.items + 1):
                yield Field(
                    name=self.item(number), form=self.name, kind="radio",
                    label=f"Item {number}", choices=choices, annotation=READ_ONLY,
                )  # fmt: skip
        for scale in self.instrument.scale:
            yield Field(
                name=self.scale(scale.id), form=self.name, kind="text",
                label=f"Score: {scale.title}", validation="number", annotation=READ_ONLY,
            )  # fmt: skip


def dictionary_of(forms: Sequence[Form]) -> str:
    """The dictionary of these forms, ready to be uploaded. It replaces every form of a project."""
    first = Field(name=RECORD, form=FIRST_FORM, kind="text", label="Pseudonym")
    fields = [first, *(each for form in forms for each in form.fields())]
    return table(HEADERS, (each.row() for each in fields))


def events_of(points: Iterable[str]) -> str:
    """The events of these points, in REDCap's columns."""
    rows = ((EVENTS[point], "1", event_name(point)) for point in points)
    return table(("event_name", "arm_num", "unique_event_name"), rows)


def mapping_of(points: Iterable[str], forms: Sequence[Form]) -> str:
    """Which form is filled in at which event; the first event also holds the record's own form."""
    rows = [("1", event_name("start"), FIRST_FORM)]
    rows += [("1", event_name(point), form.name) for point in points for form in forms]
    return table(("arm_num", "unique_event_name", "form"), rows)


def event_name(point: str) -> str:
    """The unique name of the event of a point: ``followup_arm_1``."""
    return f"{EVENTS[point].lower()}_arm_1"


def table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A file as REDCap takes it: commas, line feeds, no mark of the byte order, blanks unquoted."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow(headers)
    writer.writerows(rows)
    return out.getvalue()


def _name(id_: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", id_.lower()).strip("_")
