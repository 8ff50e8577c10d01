"""Age: whole years on a day."""

from __future__ import annotations

from datetime import date


def age_on(born_on: date, day: date) -> int:
    """Whole years lived on ``day``; someone born on 29 February has a birthday on 1 March.

    Raises:
        ValueError: the day is before the birth.
    """
    if day < born_on:
        raise ValueError(f"{day} is before the birth on {born_on}")
    had_no_birthday_yet = (day.month, day.day) < (born_on.month, born_on.day)
    return day.year - born_on.year - had_no_birthday_yet
