"""REDCap data: administrations as rows, one record and event a row, codes and never labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from desist.documents.exchange.redcap_dictionary import (
    FIRST_FORM,
    RECORD,
    Form,
    event_name,
    table,
)

EVENT = "redcap_event_name"
COMPLETE = "_complete"
INCOMPLETE, UNVERIFIED, COMPLETED = "0", "1", "2"


@dataclass(frozen=True, kw_only=True)
class FilledForm:
    """One administration: of whom (a pseudonym), at which point, and what was answered."""

    pseudonym: str
    point: str
    form: Form
    completed: bool
    answers: Mapping[int, int] = field(default_factory=dict)
    scores: Mapping[str, float] = field(default_factory=dict)


def data_of(filled: Iterable[FilledForm], forms: Sequence[Form]) -> str:
    """The rows of these administrations, with exactly the columns of the forms' dictionary."""
    columns = [RECORD, EVENT, f"{FIRST_FORM}{COMPLETE}"]
    for form in forms:
        columns += [each.name for each in form.fields()] + [f"{form.name}{COMPLETE}"]
    rows: dict[tuple[str, str], dict[str, str]] = {}
    for each in filled:
        key = (each.pseudonym, event_name(each.point))
        row = rows.setdefault(key, {RECORD: key[0], EVENT: key[1]})
        row |= _cells(each)
    return table(columns, ([row.get(name, "") for name in columns] for row in rows.values()))


def _cells(filled: FilledForm) -> dict[str, str]:
    form = filled.form
    cells = {f"{form.stem}_form": form.order.id if form.order else ""}
    cells |= {form.item(number): str(value) for number, value in filled.answers.items()}
    cells |= {form.scale(id_): f"{score:.10g}" for id_, score in filled.scores.items()}
    cells[f"{form.name}{COMPLETE}"] = COMPLETED if filled.completed else INCOMPLETE
    return cells
