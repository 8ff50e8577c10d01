"""Working days of a nation: no weekend, no bank holiday, no day that the site has added."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any

from desist.casework.access.circumstances import once
from desist.casework.tasks.models import Holiday

SUBDIVISIONS = {
    "england": "ENG",
    "wales": "WLS",
    "scotland": "SCT",
    "northern_ireland": "NIR",
}
"""The nations by which bank holidays differ, as the calendar calls them."""
SATURDAY = 5


class UnknownNation(LookupError):
    """None of the four nations is called so."""


@cache
def _calendar(nation: str) -> Any:
    import holidays  # takes a while: only who asks waits

    if nation not in SUBDIVISIONS:
        raise UnknownNation(nation)
    return holidays.country_holidays("GB", subdiv=SUBDIVISIONS[nation])


def is_working_day(day: date, nation: str) -> bool:
    """Whether people work on this day in that nation.

    Raises:
        UnknownNation: it is none of the four.
    """
    added = once(("holidays", nation), lambda: _added(nation))
    return day.weekday() < SATURDAY and day not in _calendar(nation) and day not in added


def add_working_days(day: date, number: int, nation: str) -> date:
    """The day that is so many working days after this one (before it, where negative).

    With 0: this day, or the next on which people work.

    Raises:
        UnknownNation: it is none of the four.
    """
    step = timedelta(days=-1 if number < 0 else 1)
    left = abs(number)
    while left or not is_working_day(day, nation):
        day += step
        left -= left > 0 and is_working_day(day, nation)
    return day


def _added(nation: str) -> frozenset[date]:
    held = Holiday.objects.filter(nation=nation)
    return frozenset(held.values_list("day", flat=True))
