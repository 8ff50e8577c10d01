"""Session pace: how quickly the sessions of one format of a programme follow each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time

from desist.programme.curriculum import FormatId
from desist.programme.entry import Entry, KeyFault


@dataclass(frozen=True, kw_only=True)
class SessionPace(Entry):
    """The pace that is proposed for one format; whoever books may choose another within it.

    ``days_between`` counts from one session's day to the next: 2 leaves a day free. ``day_begins``
    and ``day_ends`` bound every session, in local time as ``HH:MM``.
    """

    programme: str
    format: FormatId
    sessions_a_week: int
    """Usually."""
    sessions_a_week_at_most: int
    days_between: int
    day_begins: str
    day_ends: str

    @property
    def hours(self) -> tuple[time, time]:
        """The first start and the last end of a day."""
        return time.fromisoformat(self.day_begins), time.fromisoformat(self.day_ends)

    def faults(self) -> Iterator[KeyFault]:
        """A pace that nobody could keep, and hours that are none."""
        yield from super().faults()
        if not 1 <= self.sessions_a_week <= self.sessions_a_week_at_most:
            yield KeyFault(
                "sessions_a_week", f"is {self.sessions_a_week}", "give 1 or more, up to the most"
            )
        if self.days_between < 1:
            yield KeyFault("days_between", f"is {self.days_between}", "give a number from 1")
        try:
            begins, ends = self.hours
        except ValueError:
            yield KeyFault("day_begins", "or day_ends is no time", "write them as HH:MM")
            return
        if begins >= ends:
            yield KeyFault("day_ends", "is not after day_begins", "let the day end later")
