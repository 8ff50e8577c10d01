"""Answer row: one line of an answer file read cell by cell, with every fault in it named.

This is the reading that ``answer_block`` hastens. It takes quoted fields, spaces round a number
and numbers of any length, and says of everything else in which row and column it stands. Rows
are counted as a spreadsheet shows them: the heads are row 1.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from desist.catalogue.fault import Fault
from desist.programme.answer_check import allowed_answers, item_faults
from desist.programme.instrument import FormOrder

WHOLE_NUMBER = re.compile(r"[+-]?[0-9]{1,9}")
SHOWN_FAULTS = 100


@dataclass(kw_only=True)
class FaultCount:
    """The first faults of a file, and how many there were in all."""

    file: str
    first: list[Fault] = field(default_factory=list)
    total: int = 0

    def add(self, path: str, problem: str, remedy: str) -> None:
        """Count one fault, and keep it while there is room."""
        self.total += 1
        if len(self.first) < SHOWN_FAULTS:
            self.first.append(Fault(file=self.file, path=path, problem=problem, remedy=remedy))


@dataclass(frozen=True, kw_only=True)
class AnswerRow:
    """One administration: its id, and the answer to each item in column order, None for blank."""

    id: str
    answers: tuple[int | None, ...]


@dataclass(frozen=True, kw_only=True)
class Heads:
    """What each column of the file holds: ``items`` by column without the id, and where that is."""

    id_column: int
    items: tuple[int, ...]

    @property
    def columns(self) -> int:
        """How many columns every row must have."""
        return len(self.items) + 1


def read_heads(line: str, *, order: FormOrder, faults: FaultCount) -> Heads | None:
    """The columns by their heads, in any order; None where a fault was counted."""
    try:
        names = [name.strip() for name in next(csv.reader([line], strict=True), [])]
    except csv.Error as error:
        _count_unreadable(error, row=1, faults=faults)
        return None
    expected = ["id", *(f"item_{number}" for number in range(1, order.items + 1))]
    before = faults.total
    for name in expected:
        if name not in names:
            remedy = "add it, empty where nothing was answered"
            if len(names) == 1 and re.search(r"[;\t]", line):
                remedy = "separate columns by commas"
            faults.add("row 1", f"the column {name} is missing", remedy)
    for name in dict.fromkeys(names):
        if name not in expected:
            faults.add(
                "row 1",
                f"{name[:40]!r} is no column of {order.items} items",
                f"take it out; the columns are id and item_1 to item_{order.items}",
            )
        elif names.count(name) > 1:
            faults.add(
                "row 1", f"the column {name} stands {names.count(name)} times", "keep one of them"
            )
    if faults.total > before:
        return None
    return Heads(
        id_column=names.index("id"),
        items=tuple(int(name.removeprefix("item_")) for name in names if name != "id"),
    )


def read_rows(
    lines: Iterable[bytes], *, first_row: int, heads: Heads, order: FormOrder, faults: FaultCount
) -> Iterator[AnswerRow | None]:
    """Every row of these lines, None for an empty line or one in which a fault was counted."""
    text = (line.decode("utf-8", errors="surrogateescape") for line in lines)
    reader = csv.reader(text, strict=True)
    usual = usual_cells(order)
    row = first_row - 1
    while True:
        row += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            _count_unreadable(error, row=row, faults=faults)
            yield None
            continue
        if not cells:
            yield None
            continue
        yield _read_row(cells, row=row, heads=heads, order=order, usual=usual, faults=faults)


def _count_unreadable(error: csv.Error, *, row: int, faults: FaultCount) -> None:
    problem = f"cannot be read: {error}"
    if "new-line character" in str(error):
        problem = "holds a carriage return that ends no line"
    faults.add(f"row {row}", problem, "close every quote, and end each row with a line feed")


def usual_cells(order: FormOrder) -> dict[str, int | None]:
    """The cells that need no second look: a blank, and each answer as it is mostly written."""
    offered = range(order.minimum, order.maximum + 1)
    return {"": None} | {str(answer): answer for answer in offered if order.takes(answer)}


def _read_row(
    cells: list[str],
    *,
    row: int,
    heads: Heads,
    order: FormOrder,
    usual: Mapping[str, int | None],
    faults: FaultCount,
) -> AnswerRow | None:
    before = faults.total
    if len(cells) != heads.columns:
        faults.add(
            f"row {row}",
            f"has {len(cells)} columns, not {heads.columns}",
            "leave a blank cell for a missing answer, and keep its comma",
        )
        return None
    id_ = cells.pop(heads.id_column)
    if not id_:
        faults.add(f"row {row}, column id", "is empty", "give each administration an id")
    elif "\0" in id_ or not _is_unicode(id_):
        faults.add(f"row {row}, column id", "is not UTF-8 text", "save the file as CSV UTF-8")
    try:
        answers = tuple([usual[cell] for cell in cells])
    except KeyError:
        answers = tuple(
            _read_cell(cell, item=item, row=row, order=order, faults=faults)
            for cell, item in zip(cells, heads.items, strict=True)
        )
    return AnswerRow(id=id_, answers=answers) if faults.total == before else None


def _is_unicode(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _read_cell(
    cell: str, *, item: int, row: int, order: FormOrder, faults: FaultCount
) -> int | None:
    content = cell.strip(" \t")
    if not content:
        return None
    path = f"row {row}, column item_{item}"
    if not WHOLE_NUMBER.fullmatch(content):
        shown = content[:20].encode("utf-8", "replace").decode("utf-8")
        faults.add(path, f"is {shown!r}, not a whole number", allowed_answers(order))
        return None
    answer = int(content)
    for fault in item_faults(item, answer, order=order):
        faults.add(path, fault.problem, fault.remedy)
        return None
    return answer
