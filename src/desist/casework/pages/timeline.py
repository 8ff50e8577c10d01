"""Timeline: what happened, newest first, and who or which system did it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone


@dataclass(frozen=True, kw_only=True)
class Moment:
    """One thing that happened.

    ``at`` is an instant where the time is known, otherwise a date: a time is never invented.
    ``href`` leads to the thing itself; ``link`` says where to, and each is read out with ``text``.
    """

    at: date | datetime
    text: str
    who: str
    detail: str = ""
    href: str = ""
    link: str = ""

    @property
    def day(self) -> date:
        """The local day on which it happened."""
        return timezone.localdate(self.at) if isinstance(self.at, datetime) else self.at


def newest_first(*lists: Iterable[Moment]) -> list[Moment]:
    """Several stories as one; on one day what has a time stands above what has none."""
    told = [each for moments in lists for each in moments]
    return sorted(told, key=_place, reverse=True)


def _place(moment: Moment) -> tuple[date, bool, float]:
    timed = isinstance(moment.at, datetime)
    return (moment.day, timed, moment.at.timestamp() if timed else 0.0)  # type: ignore[union-attr]
