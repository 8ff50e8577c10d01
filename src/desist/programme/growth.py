"""Growth: three figures for one change that are easily taken for one another."""

from __future__ import annotations

from dataclasses import dataclass
from math import log


@dataclass(frozen=True, kw_only=True)
class Growth:
    """How much a quantity grew, said in each of the ways that people say it; all are fractions.

    238 to 1,296 is a ratio of 5.45 (5.45 times as many) but an increase of 4.45 (445% more).
    """

    ratio: float
    increase: float
    compound_rate: float
    """The constant yearly increase that leads from the first figure to the last."""
    doubling_years: float | None
    """Years in which it doubles at that rate; None where it does not grow."""


def growth_between(first: float, last: float, *, years: float) -> Growth:
    """The growth from ``first`` to ``last`` over so many years.

    Raises:
        ValueError: a figure is not above nought, or no time passes.
    """
    if first <= 0 or last <= 0 or years <= 0:
        raise ValueError("growth needs two figures above nought and some time between them")
    ratio = last / first
    compound_rate = ratio ** (1 / years) - 1
    return Growth(
        ratio=ratio,
        increase=ratio - 1,
        compound_rate=compound_rate,
        doubling_years=log(2) * years / log(ratio) if ratio > 1 else None,
    )
