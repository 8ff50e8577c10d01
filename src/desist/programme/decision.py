"""Decision: a judgement that explains itself, and can be stored whole and replayed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any

import desist
from desist.programme.entry import Entry, Grade, RuleReference, Sourced, lowest_grade

CANNOT_DECIDE = "cannot_decide"
AWAITING_ADOPTION = "awaiting_adoption"

Plain = None | bool | int | float | str | tuple["Plain", ...] | Mapping[str, "Plain"]


@dataclass(frozen=True, kw_only=True)
class Reason:
    """One step of a judgement: a code and its values, from which any wording is rendered."""

    code: str
    values: Mapping[str, Plain]
    rule: str
    version: int
    source: str
    grade: Grade


def reason(code: str, entry: Entry, part: Sourced | None = None, **values: Any) -> Reason:
    """A reason that rests on ``entry``, or on the table ``part`` of it."""
    return Reason(
        code=code,
        values={name: plain(value) for name, value in values.items()},
        rule=entry.id,
        version=entry.version,
        source=entry.source_of(part),
        grade=entry.grade_of(part),
    )


@dataclass(frozen=True, kw_only=True)
class FactChange:
    """One fact as it is and as it would have to be."""

    fact: str
    now: Plain
    instead: Plain


@dataclass(frozen=True, kw_only=True)
class WouldChange:
    """The smallest changes of fact found that lead to another outcome."""

    changes: tuple[FactChange, ...]
    outcome: str


@dataclass(frozen=True, kw_only=True)
class Decision:
    """The answer to one question about one person, with all that it rests on.

    ``missing`` names the facts whose absence matters, by their path in the case file.
    ``awaiting`` names rules that a site could adopt so that the question can be answered.
    """

    question: str
    outcome: str
    reasons: tuple[Reason, ...] = ()
    missing: tuple[str, ...] = ()
    awaiting: tuple[RuleReference, ...] = ()
    would_change: tuple[WouldChange, ...] = ()
    facts: Mapping[str, Plain] = field(default_factory=dict)
    rules: tuple[RuleReference, ...] = ()
    engine: str = desist.__version__
    schema: int = 1

    @property
    def grade(self) -> Grade:
        """The lowest grade among the reasons; ``verified`` for a decision that needed none."""
        return lowest_grade([Grade.VERIFIED, *(each.grade for each in self.reasons)])

    def as_record(self, wording: Callable[[Reason], str]) -> dict[str, Any]:
        """This decision as plain JSON values, each reason with its text in the given wording."""
        record: dict[str, Any] = plain(self)
        for written, each in zip(record["reasons"], self.reasons, strict=True):
            written["text"] = wording(each)
        record["grade"] = self.grade.value
        return record


def plain(value: Any) -> Any:
    """Any frozen value of this floor as JSON values: dates in ISO form, enumerations by value."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    if isinstance(value, set | frozenset):
        return sorted(plain(each) for each in value)
    fields = getattr(value, "__dataclass_fields__", None)
    if fields is not None:
        return {name: plain(getattr(value, name)) for name in fields}
    return value
