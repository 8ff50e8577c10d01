"""One cell of a caseload file. What it cannot be, a ``ValueError`` says to whoever mends it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from desist.casework.pages.form import Text

LONGEST_NUMBER = 20
CRN = re.compile(r"[A-Z][0-9]{6}")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def crn_in(value: str) -> str:
    """A CRN, in capitals."""
    if not CRN.fullmatch(value.upper()):
        raise ValueError("is no CRN: a letter and six digits")
    return value.upper()


def plain_in(value: str) -> str:
    """One line of plain text."""
    try:
        return str(Text().clean(value))
    except ValidationError as error:
        raise ValueError("; ".join(map(str, error.messages))) from error


def number_in(value: str) -> str:
    """The number of an order, as plain text."""
    if len(value) > LONGEST_NUMBER:
        raise ValueError(f"is longer than {LONGEST_NUMBER} characters")
    return plain_in(value)


def one_of(values: Any) -> Callable[[str], str]:
    """A reader of one of these codes."""

    def read(value: str) -> str:
        if value not in values:
            raise ValueError(f"is none of {', '.join(values)}")
        return value

    return read


def day_in(value: str) -> date:
    """A day as 2026-03-02."""
    try:
        day = date.fromisoformat(value if DAY.fullmatch(value) else "")
    except ValueError as error:
        raise ValueError("is no day as 2026-03-02") from error
    if day.year < 1900:
        raise ValueError("is before 1900")
    return day
