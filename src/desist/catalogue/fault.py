"""Fault: what is wrong in a file that somebody wrote, where, and how to mend it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desist.catalogue.plain_text import shown_plainly


@dataclass(frozen=True, kw_only=True, order=True)
class Fault:
    """One thing wrong: the file, the key path by id, the problem and the remedy."""

    file: str
    path: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        where = f"{self.file}: {self.path}" if self.path else self.file
        end = "" if self.remedy.endswith("?") else "."
        told = f"{where}: {self.problem}. {self.remedy[:1].upper()}{self.remedy[1:]}{end}"
        return shown_plainly(told)


class FaultyInput(Exception):
    """Input that cannot be used, with every fault found in one pass; exit status 2."""

    def __init__(
        self, faults: Sequence[Fault], *, mend_with: str = "", total: int | None = None
    ) -> None:
        """``mend_with`` is the command that would help; ``total`` counts faults not shown too."""
        self.faults = tuple(sorted(faults, key=_reading_order))
        self.total = len(faults) if total is None else total
        self.mend_with = mend_with
        super().__init__("\n".join(str(fault) for fault in self.faults))


def _reading_order(fault: Fault) -> tuple[object, ...]:
    """Faults file by file, and numbers by their size: row 9 comes before row 10."""
    return (fault.file, _numbered(fault.path), _numbered(fault.problem), fault.remedy)


def _numbered(text: str) -> tuple[tuple[int, str], ...]:
    """Digits by their length first: as numbers, however long they are."""
    parts = re.split(r"([0-9]+)", text)
    digits = (part.lstrip("0") for part in parts[1::2])
    lengths = [(len(each), each) for each in digits]
    words = [(0, part) for part in parts[::2]]
    return tuple(each for pair in zip(words, [*lengths, (0, "")], strict=True) for each in pair)
