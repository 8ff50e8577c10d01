"""Entry: what every catalogue file begins with, whatever it holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Grade(StrEnum):
    """How well a figure is sourced, from best to worst.

    ``verified``: read in the primary document or code. ``secondary``: an abstract, an
    encyclopedia, a web page, or quoted elsewhere. ``authored``: ours. ``unverified``: recalled.
    """

    VERIFIED = "verified"
    SECONDARY = "secondary"
    AUTHORED = "authored"
    UNVERIFIED = "unverified"

    @property
    def needs_adoption(self) -> bool:
        """Whether a site must adopt a rule of this grade before it may judge anyone by it."""
        return self in (Grade.AUTHORED, Grade.UNVERIFIED)

    @property
    def adopters_needed(self) -> int:
        """How many people it takes to adopt a rule of this grade (0, 1 or 2)."""
        return {Grade.AUTHORED: 1, Grade.UNVERIFIED: 2}.get(self, 0)


def lowest_grade(grades: Iterable[Grade]) -> Grade:
    """The grade of a value derived from inputs of these grades: the worst of them.

    Raises:
        ValueError: no grades were given.
    """
    order = list(Grade)
    return max(grades, key=order.index)


class KeyFault(NamedTuple):
    """Something wrong inside one catalogue file: where, what, and how to mend it."""

    path: str
    problem: str
    remedy: str


@dataclass(frozen=True, kw_only=True)
class Adoption:
    """A site's decision to judge by a rule whose grade alone would not allow it."""

    rule: str
    version: int
    sha256: str
    by: str
    on: date
    why: str
    second: str | None = None


@dataclass(frozen=True, kw_only=True)
class RuleReference:
    """Which rule a judgement rests on: enough to find the very file again."""

    id: str
    version: int
    sha256: str
    title: str
    source: str
    grade: Grade
    adopted_by: str | None = None
    adopted_on: date | None = None
    passed_over: tuple[int, ...] = ()
    """Newer versions, in force but not adopted here, that were passed over."""


@dataclass(frozen=True, kw_only=True)
class Sourced:
    """A table inside an entry that may carry its own source and grade where they differ."""

    source: str | None = None
    grade: Grade | None = None


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One version of one thing in the catalogue: a rule, an instrument, a norm, a programme.

    The last three fields are not written in the file: the loader fills in ``sha256``; resolving
    for a date and a site fills in ``adoption`` and ``passed_over``.
    """

    id: str
    title: str
    version: int
    in_force_from: date
    in_force_until: date | None = None
    source: str
    licence: str
    grade: Grade
    note: str = ""
    """What a reader should know: what is disputed, what is known against it."""
    fictional: bool = False
    """Made up to try things out; held back except in a demonstration."""
    sha256: str = ""
    adoption: Adoption | None = None
    passed_over: tuple[int, ...] = ()

    def grade_of(self, part: Sourced | None = None) -> Grade:
        """The grade of a table inside this entry, or of the entry itself."""
        return self.grade if part is None or part.grade is None else part.grade

    def source_of(self, part: Sourced | None = None) -> str:
        """The source of a table inside this entry, or of the entry itself."""
        return self.source if part is None or part.source is None else part.source

    def is_usable(self, *parts: Sourced) -> bool:
        """Whether these tables (the entry itself where none is named) may decide anything here."""
        if self.adoption is not None:
            return True
        return not any(self.grade_of(part).needs_adoption for part in (parts or (None,)))

    @property
    def adopters_needed(self) -> int:
        """How many people it takes to adopt this entry (0, 1 or 2).

        As many as its weakest table needs: adopting an entry adopts every table in it.
        """
        return max(self.grade.adopters_needed, *_adopters_of_tables(self))

    @property
    def reference(self) -> RuleReference:
        """How a Decision names this entry."""
        return RuleReference(
            id=self.id,
            version=self.version,
            sha256=self.sha256,
            title=self.title,
            source=self.source,
            grade=self.grade,
            adopted_by=self.adoption.by if self.adoption else None,
            adopted_on=self.adoption.on if self.adoption else None,
            passed_over=self.passed_over,
        )

    def faults(self) -> Iterator[KeyFault]:
        """What is wrong with this entry beyond its types; subclasses add what they know."""
        if self.version < 1:
            yield KeyFault("version", f"is {self.version}", "versions count from 1")
        if self.in_force_until and self.in_force_until < self.in_force_from:
            yield KeyFault(
                "in_force_until",
                f"{self.in_force_until} is before in_force_from {self.in_force_from}",
                "give a later date or leave it out",
            )
        for name in ("id", "title", "source", "licence"):
            if not getattr(self, name).strip():
                yield KeyFault(name, "is empty", "say it: an entry without it cannot be defended")


def _adopters_of_tables(value: object) -> Iterator[int]:
    """The number of adopters that each graded table in a value would need by itself."""
    yield 0
    if isinstance(value, Sourced) and value.grade is not None:
        yield value.grade.adopters_needed
    if is_dataclass(value):
        for each in fields(value):
            yield from _adopters_of_tables(getattr(value, each.name))
    elif isinstance(value, tuple):
        for part in value:
            yield from _adopters_of_tables(part)
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _adopters_of_tables(part)
