"""Printed figure: a number as a source prints it, and every value that it may stand for.

``"4.0"`` says more than ``"4"``: figures are kept as the text that was printed, and all arithmetic
on them is exact.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

PRINTED = re.compile(r"[0-9]{1,12}(\.[0-9]{1,6})?|\.[0-9]{1,6}")


@dataclass(frozen=True, kw_only=True)
class Span:
    """All values from ``low`` to ``high``, both included."""

    low: Fraction
    high: Fraction

    def __contains__(self, value: Fraction | int) -> bool:
        return self.low <= value <= self.high

    def overlaps(self, other: Span) -> bool:
        """Whether some value lies in both."""
        return self.low <= other.high and other.low <= self.high


def is_printed_figure(text: str) -> bool:
    """Whether this is a plain decimal number: digits, with at most one point, no sign."""
    return PRINTED.fullmatch(text) is not None


def value_of(text: str) -> Fraction:
    """The number itself.

    Raises:
        ValueError: the text is no plain decimal number.
    """
    if not is_printed_figure(text):
        raise ValueError(f"{text!r} is no figure as printed")
    return Fraction(text)


def decimals_of(text: str) -> int:
    """How many digits stand after the point."""
    return len(text.partition(".")[2])


def span_of(text: str, *, approximately: bool = False) -> Span:
    """Every value that rounds to the figure; a half may have been rounded either way.

    A figure that its source calls approximate is taken as rounded at its last digit that is not
    nought: "approximately 500" is 450 to 550, "around 0.5" is 0.45 to 0.55.
    """
    half = _unit(text, approximately=approximately) / 2
    value = value_of(text)
    return Span(low=max(value - half, Fraction(0)), high=value + half)


def _unit(text: str, *, approximately: bool) -> Fraction:
    """The place at which the figure was rounded: 1 for "17", a tenth for "6.6"."""
    unit = Fraction(1, 10 ** decimals_of(text))
    digits = text.replace(".", "").lstrip("0")
    if approximately and digits:
        unit *= 10 ** (len(digits) - len(digits.rstrip("0")))
    return unit
