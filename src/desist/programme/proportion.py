"""Proportion: the counts that a printed percentage may stand for, and how sure they make us."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, sqrt
from statistics import NormalDist

from desist.programme.printed_figure import Span, span_of

LEVEL = 0.95


@dataclass(frozen=True, kw_only=True)
class Interval:
    """A confidence interval, with the level it was computed at and the method's name."""

    low: float
    high: float
    level: float
    method: str


def wilson_interval(count: int, *, n: int, level: float = LEVEL) -> Interval:
    """Wilson's score interval for ``count`` of ``n``, as fractions (Wilson 1927).

    Raises:
        ValueError: ``n`` is below 1 or ``count`` is not between 0 and ``n``.
    """
    if n < 1 or not 0 <= count <= n:
        raise ValueError(f"{count} of {n} is no proportion")
    z = NormalDist().inv_cdf((1 + level) / 2)
    share = count / n
    centre = share + z * z / (2 * n)
    reach = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    # At the ends the limit is exactly 0 or 1; rounding would leave it just outside.
    low = 0.0 if count == 0 else (centre - reach) / scale
    high = 1.0 if count == n else (centre + reach) / scale
    return Interval(low=low, high=high, level=level, method="wilson")


def attainable_counts(percentage: str, *, n: int, approximately: bool = False) -> range:
    """The counts of ``n`` that round to this percentage as printed; empty where none does."""
    found = whole_numbers_in(span_of(percentage, approximately=approximately), times=n, out_of=100)
    return range(found.start, min(found.stop, n + 1))


def whole_numbers_in(span: Span, *, times: int, out_of: int = 1) -> range:
    """The whole numbers k from 0 on for which ``k * out_of / times`` lies in the span."""
    first = max(ceil(span.low * times / out_of), 0)
    return range(first, max(floor(span.high * times / out_of) + 1, first))


def largest_n(percentage: str, *, at_most: int, tries: int = 1000) -> int | None:
    """The largest sample, from ``at_most`` down, of which some count rounds to the percentage."""
    for n in range(at_most, max(at_most - tries, 0), -1):
        if attainable_counts(percentage, n=n):
            return n
    return None
