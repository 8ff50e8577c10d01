"""Periods: first and last days, their order, and whether two of them share a day."""

from __future__ import annotations

from datetime import date


class DatesOutOfOrder(ValueError):
    """Something would end before it begins."""


class Overlapping(ValueError):
    """A period that would lie over another of the same person, where both cannot be."""


def check_order(begins_on: date, ends_on: date | None) -> None:
    """Refuse an end before the beginning; an open end is none.

    Raises:
        DatesOutOfOrder: the end lies before the beginning.
    """
    if ends_on is not None and ends_on < begins_on:
        raise DatesOutOfOrder(f"{ends_on} is before {begins_on}")


def share_a_day(first: tuple[date, date | None], other: tuple[date, date | None]) -> bool:
    """Whether two periods have a day in common other than one's last and the other's first.

    Somebody may be released and remanded on one day: meeting is not overlapping, except that
    two periods that begin on one day always share it.
    """
    (begins, ends), (other_begins, other_ends) = first, other
    if begins == other_begins:
        return True
    return begins < (other_ends or date.max) and other_begins < (ends or date.max)
