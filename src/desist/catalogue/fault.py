"""Fault: what is wrong in a file that somebody wrote, where, and how to mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, order=True)
class Fault:
    """One thing wrong: the file, the key path by id, the problem and the remedy."""

    file: str
    path: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        where = f"{self.file}: {self.path}" if self.path else self.file
        return f"{where}: {self.problem}. {self.remedy[:1].upper()}{self.remedy[1:]}."


class FaultyInput(Exception):
    """Input that cannot be used, with every fault found in one pass; exit status 2."""

    def __init__(self, faults: Sequence[Fault], *, mend_with: str = "") -> None:
        """``mend_with`` is the command that would help to mend it."""
        self.faults = tuple(sorted(faults))
        self.mend_with = mend_with
        super().__init__("\n".join(str(fault) for fault in self.faults))
