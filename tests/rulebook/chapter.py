"""Chapter: tables that are tests, and from which docs/rulebook/ is generated.

A chapter is one module here, ``test_<subject>.py``, with a ``CHAPTER``. Its tables are both the
parameters of its tests and the tables of the manual, so that the manual cannot say what the code
does not do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pytest


@dataclass(frozen=True, kw_only=True)
class Table:
    """Rows of given facts and expected answers, with the heads that a clinician reads."""

    title: str
    explanation: str
    given: tuple[str, ...]
    expected: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def parameters(self) -> list[Any]:
        """One test for each row, named by what is given."""
        return [
            pytest.param(*row, id=" ".join(shown(cell) for cell in row[: len(self.given)]))
            for row in self.rows
        ]

    def names(self) -> Sequence[str]:
        """Names of the parameters: the heads with underscores."""
        return [head.replace(" ", "_") for head in (*self.given, *self.expected)]


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """One chapter of the manual: what it is about, by which catalogue entries, and its tables."""

    order: int
    title: str
    introduction: str
    entries: tuple[str, ...]
    tables: tuple[Table, ...]


def by_rows(table: Table) -> pytest.MarkDecorator:
    """Run the test once for each row of the table."""
    return pytest.mark.parametrize(table.names(), table.parameters())


def shown(cell: Any) -> str:
    """A cell as the manual and the names of tests show it."""
    if cell is None:
        return "not known"
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, tuple | list):
        return ", ".join(shown(each) for each in cell) or "none"
    return str(getattr(cell, "value", cell)).replace("_", " ")


def pages(chapter: Chapter, entries: Sequence[Any]) -> Iterator[str]:
    """The chapter as lines of Markdown; ``entries`` are the catalogue entries it names."""
    yield f"# {chapter.title}\n"
    yield "<!-- Generated from tests/rulebook by `make rulebook`: change the table there. -->\n"
    yield f"{chapter.introduction}\n"
    yield "| rule | version | grade | source |\n|---|---|---|---|"
    for entry in entries:
        yield f"| {entry.id} | {entry.version} | {entry.grade} | {entry.source} |"
    yield ""
    for entry in entries:
        if entry.note:
            yield f"> **{entry.id}**: {entry.note}\n"
    for table in chapter.tables:
        yield f"## {table.title}\n\n{table.explanation}\n"
        heads = (*table.given, *(f"**{head}**" for head in table.expected))
        yield f"| {' | '.join(heads)} |"
        yield f"|{'---|' * len(heads)}"
        for row in table.rows:
            yield f"| {' | '.join(shown(cell) for cell in row)} |"
        yield ""
