"""Complaint rule: what a complaint can be about, and by when it is answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desist.programme.enforcement_rule import WithinDays
from desist.programme.entry import Entry, KeyFault


@dataclass(frozen=True, kw_only=True)
class ComplaintSubject:
    """One thing that a complaint can be about."""

    id: str
    title: str


@dataclass(frozen=True, kw_only=True)
class ComplaintRule(Entry):
    """One version: the subjects, and the working days within which somebody answers."""

    answer_within: WithinDays
    subject: tuple[ComplaintSubject, ...]

    def faults(self) -> Iterator[KeyFault]:
        """Nothing to complain about, a subject twice, a limit that nobody can keep."""
        yield from super().faults()
        if not self.subject:
            yield KeyFault("subject", "is empty", "name at least one subject")
        if len({each.id for each in self.subject}) < len(self.subject):
            yield KeyFault("subject", "names an id twice", "name each subject once")
        if self.answer_within.working_days < 1:
            yield KeyFault("answer_within.working_days", "is below 1", "give whole working days")
