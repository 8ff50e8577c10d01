"""Retention rule: how long a record is kept, from what, and what evaluation may keep after."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from desist.programme.entry import Entry, KeyFault
from desist.programme.named import Named, naming_faults

Start = Literal["last_sentence", "last_referral", "registration"]
End = Literal["anonymise", "erase"]


@dataclass(frozen=True, kw_only=True)
class RetentionPeriod(Named):
    """Records that begin to age on one kind of day: for how many years, and how they end.

    The first period whose day is known for somebody applies to them.
    """

    counts_from: Start
    years: int
    ends_by: End

    def falls_due_on(self, start: date) -> date:
        """The first day on which somebody must decide."""
        year = start.year + self.years
        leap_day = (start.month, start.day) == (2, 29)
        return date(year, 3, 1) if leap_day and not _is_leap(year) else start.replace(year=year)


@dataclass(frozen=True, kw_only=True)
class RetentionRule(Entry):
    """One version of the schedule, and what stays when a record is made anonymous.

    ``kept`` names models whose rows stay; ``kept_text`` columns of theirs, otherwise emptied, whose
    text stays (scores and codes that are encrypted). All else that an app holds is erased.
    """

    period: tuple[RetentionPeriod, ...]
    kept: tuple[str, ...]
    kept_text: tuple[str, ...] = ()

    def faults(self) -> Iterator[KeyFault]:
        """Codes given twice, a period that is none, text kept in a model that is not."""
        yield from super().faults()
        yield from naming_faults("period", self.period)
        for each in self.period:
            if each.years < 1:
                yield KeyFault(f"period[{each.id}].years", "is below 1", "give whole years")
        for column in self.kept_text:
            if column.rpartition(".")[0] not in self.kept:
                yield KeyFault("kept_text", f"names {column}", "name a column of a kept model")


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
