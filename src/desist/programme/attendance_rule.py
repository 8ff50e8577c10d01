"""Attendance rule: the limits within which an absence is dealt with, as one dated rule.

It decides nothing about a person: whether an absence was acceptable is the practitioner's decision.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desist.programme.enforcement_rule import WithinDays
from desist.programme.entry import Entry, KeyFault


@dataclass(frozen=True, kw_only=True)
class AttendanceRule(Entry):
    """One version: within how many working days the practitioner decides on an absence."""

    decide_within: WithinDays

    def faults(self) -> Iterator[KeyFault]:
        """A limit that nobody can keep."""
        yield from super().faults()
        if self.decide_within.working_days < 1:
            yield KeyFault("decide_within.working_days", "is below 1", "give whole working days")
