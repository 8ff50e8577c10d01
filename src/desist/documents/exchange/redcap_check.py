"""REDCap check: what REDCap refuses in a dictionary or in data, found before anybody uploads it.

Faults stop an upload or lose a column; warnings are what REDCap takes and drops later.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from desist.documents.exchange.redcap_dictionary import HEADERS, LONGEST_NAME
from desist.programme.entry import KeyFault

NAME = re.compile(r"[a-z][a-z0-9_]*")
TYPES = (
    "text", "notes", "dropdown", "radio", "checkbox", "yesno", "truefalse", "calc", "file",
    "slider", "descriptive", "sql",
)  # fmt: skip
WITH_CHOICES = ("dropdown", "radio", "checkbox")
ALIGNMENTS = ("", "LV", "LH", "RV", "RH")
REFERENCE = re.compile(r"\[([a-z][a-z0-9_]*)(?:\(([^)]*)\))?\]")
SYSTEM = ("redcap_event_name", "redcap_repeat_instrument", "redcap_repeat_instance",
          "redcap_data_access_group", "redcap_survey_identifier")  # fmt: skip
KEYS = (
    "name", "form", "section", "type", "label", "choices", "note", "validation", "low", "high",
    "identifier", "branching", "required", "alignment", "number", "matrix", "ranking", "annotation",
)  # fmt: skip

Row = Mapping[str, str]


def read_dictionary(text: str) -> list[Row]:
    """The rows of a dictionary by our own short names of its columns.

    Raises:
        ValueError: the columns are not REDCap's 18 in their order.
    """
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    if not rows or tuple(each.strip() for each in rows[0]) != HEADERS:
        raise ValueError("the first line does not hold REDCap's 18 columns in their order")
    return [dict(zip(KEYS, [*row, *[""] * 18], strict=False)) for row in rows[1:] if any(row)]


def dictionary_faults(text: str) -> Iterator[KeyFault]:
    """Everything for which REDCap refuses this dictionary."""
    try:
        rows = read_dictionary(text)
    except ValueError as error:
        yield KeyFault("line 1", str(error), "export a data dictionary from REDCap to compare")
        return
    if rows and rows[0]["type"] != "text":
        yield KeyFault(rows[0]["name"], f"is {rows[0]['type']}", "the record id comes first, text")
    counts = Counter(row["name"] for row in rows)
    for row in rows:
        if counts[row["name"]] > 1:
            yield KeyFault(row["name"], "stands twice", "a name is unique in the project")
        yield from _row_faults(row, counts)
    yield from _order_faults(rows)


def dictionary_warnings(text: str) -> Iterator[KeyFault]:
    """What REDCap takes, and what goes missing or is misread later."""
    if text.startswith("\ufeff"):
        yield KeyFault("line 1", "begins with a mark of the byte order", "write UTF-8 without it")
    for row in read_dictionary(text):
        name = row["name"]
        if len(name) > LONGEST_NAME:
            yield KeyFault(name, f"has {len(name)} characters", f"at most {LONGEST_NAME}")
        if "__" in name or name.endswith("_"):
            yield KeyFault(name, "has a double or trailing underscore", "use single ones")


def _row_faults(row: Row, names: Mapping[str, int]) -> Iterator[KeyFault]:
    name, kind = row["name"], row["type"]
    for what in ("name", "form"):
        if not NAME.fullmatch(row[what]):
            yield KeyFault(name, f"{what} is {row[what]!r}", "a small letter, then a-z 0-9 _")
    if kind not in TYPES:
        yield KeyFault(name, f"is of type {kind!r}", f"one of: {', '.join(TYPES)}")
    if kind in WITH_CHOICES:
        yield from _choice_faults(name, row["choices"])
    if kind == "calc" and not row["choices"]:
        yield KeyFault(name, "calculates nothing", "give the calculation, or make it text")
    yield from _mark_faults(row)
    yield from _bound_faults(row)
    for field, _ in REFERENCE.findall(row["branching"]):
        of_system = "_arm_" in field or field.endswith("_complete")
        if field not in names and not of_system:
            yield KeyFault(name, f"branches on {field}, which is not here", "name a field")


def _mark_faults(row: Row) -> Iterator[KeyFault]:
    name, kind = row["name"], row["type"]
    for what in ("identifier", "required", "ranking"):
        if row[what].lower() not in ("", "y"):
            yield KeyFault(name, f"{what} is {row[what]!r}", "y or empty")
    if row["alignment"] not in ALIGNMENTS:
        yield KeyFault(name, f"is aligned {row['alignment']!r}", "LV, LH, RV, RH or empty")
    if row["matrix"] and kind not in ("radio", "checkbox"):
        yield KeyFault(name, f"stands in a matrix as {kind}", "radio or checkbox")


def _choice_faults(name: str, choices: str) -> Iterator[KeyFault]:
    codes = [code for code, _ in choices_in(choices)]
    if not codes or not all(codes):
        yield KeyFault(name, "offers no choices", "write them as: 0, Never | 1, Rarely")
    for code, number in Counter(codes).items():
        if number > 1:
            yield KeyFault(name, f"has the code {code} twice", "a code is unique in its field")


def choices_in(choices: str) -> list[tuple[str, str]]:
    """Codes and labels, in order."""
    parts = [each.partition(",") for each in choices.split("|") if each.strip()]
    return [(code.strip(), label.strip()) for code, _, label in parts]


def _bound_faults(row: Row) -> Iterator[KeyFault]:
    validation = row["validation"]
    for what in ("low", "high"):
        if not row[what] or row[what].startswith(("[", "today", "now")):
            continue
        if validation in ("integer", "number") and not _is_number(row[what]):
            yield KeyFault(row["name"], f"{what} is {row[what]!r}", f"write it as a {validation}")
        if validation.startswith("date_") and not _is_day(row[what]):
            yield KeyFault(row["name"], f"{what} is {row[what]!r}", "write it as 2026-03-02")


def _order_faults(rows: Sequence[Row]) -> Iterator[KeyFault]:
    """Forms and matrices in one piece; one matrix, one set of choices."""
    for what in ("form", "matrix"):
        seen: list[str] = []
        for row in rows:
            if row[what] and (not seen or seen[-1] != row[what]):
                if row[what] in seen:
                    yield KeyFault(row["name"], f"{what} {row[what]} is torn", "keep it together")
                seen.append(row[what])
            elif not row[what]:
                seen.append("")
    sets: dict[str, set[str]] = {}
    for row in rows:
        if row["matrix"]:
            sets.setdefault(row["matrix"], set()).add(row["choices"].strip())
    for matrix, choices in sets.items():
        if len(choices) > 1:
            yield KeyFault(matrix, "has several sets of choices", "one matrix, one set")


def data_faults(text: str, *, dictionary: str, events: Sequence[str] = ()) -> Iterator[KeyFault]:
    """Everything for which REDCap refuses these rows, or takes them for what they are not."""
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    fields = {row["name"]: row for row in read_dictionary(dictionary)}
    record = next(iter(fields), "")
    known = set(columns_of(list(fields.values()))) | set(SYSTEM)
    for column in rows[0] if rows else ():
        if column not in known:
            yield KeyFault(str(column), "is no column of this project", "leave it out")
    seen: set[tuple[str, ...]] = set()
    for place, row in enumerate(rows, start=2):
        where = f"line {place}"
        key = tuple(row.get(each, "") or "" for each in (record, *SYSTEM[:3]))
        if not key[0]:
            yield KeyFault(where, f"has no {record}", "every row names its record")
        if key in seen:
            yield KeyFault(where, f"{' '.join(key).strip()} stands twice", "one row an event")
        seen.add(key)
        if events and row.get("redcap_event_name") not in events:
            yield KeyFault(where, f"event {row.get('redcap_event_name')!r}", ", ".join(events))
        for column, value in row.items():
            if value:
                yield from _value_faults(f"{where}, {column}", str(column), value, fields)


def columns_of(rows: Sequence[Row]) -> list[str]:
    """The columns of data: a checkbox has one for each code, a form two that say how it stands."""
    found: list[str] = []
    for row in rows:
        if row["type"] == "checkbox":
            found += [_tick(row["name"], code) for code, _ in choices_in(row["choices"])]
        elif row["type"] != "descriptive":
            found.append(row["name"])
    forms = dict.fromkeys(row["form"] for row in rows)
    return [*found, *(f"{form}_{each}" for form in forms for each in ("timestamp", "complete"))]


def _tick(name: str, code: str) -> str:
    return f"{name}___{re.sub('[^a-z0-9]', '_', code.lower())}"


def _value_faults(
    where: str, column: str, value: str, fields: Mapping[str, Row]
) -> Iterator[KeyFault]:
    if column.endswith("_complete") and column not in fields:
        if value not in ("0", "1", "2"):
            yield KeyFault(where, f"is {value!r}", "0, 1 or 2")
        return
    stem, tick, _ = column.partition("___")
    row = fields.get(stem if tick else column)
    if row is None:
        return
    allowed: list[str] | None = None
    if row["type"] in ("radio", "dropdown"):
        allowed = [code for code, _ in choices_in(row["choices"])]
    elif row["type"] in ("yesno", "truefalse", "checkbox"):
        allowed = ["0", "1"]
    if allowed is not None and value not in allowed:
        yield KeyFault(where, f"is {value!r}", f"a code: {', '.join(allowed)}")
    validation = row["validation"]
    if validation in ("integer", "number") and not _is_number(value):
        yield KeyFault(where, f"is {value!r}", f"write it as a {validation}")
    if validation.startswith("date_") and not _is_day(value):
        yield KeyFault(where, f"is {value!r}", "write it as 2026-03-02")


def _is_number(text: str) -> bool:
    return re.fullmatch(r"-?\d+(\.\d+)?([eE][+-]?\d+)?|-?\.\d+", text) is not None


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
