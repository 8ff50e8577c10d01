"""Suppression: small counts are not printed, nor what would let them be worked out.

Primary: a count from 1 to just below the smallest printable one. Secondary: where one count of a
group that adds up to a known total is withheld, the next smallest is withheld too.
"""

from __future__ import annotations

from collections.abc import Sequence

ROUNDED_TO = 5
"""Counts that follow each other in time are rounded, so that differences betray nobody."""


def is_small(count: int | None, *, smallest: int) -> bool:
    """Whether a count may not be printed; nought may."""
    return count is not None and 0 < count < smallest


def is_telling(events: int, n: int, *, smallest: int) -> bool:
    """Whether so many of so many would betray a small count, of those with it or without."""
    return is_small(events, smallest=smallest) or is_small(n - events, smallest=smallest)


def withheld(counts: Sequence[int], *, smallest: int) -> frozenset[int]:
    """The places to withhold among counts whose sum is known."""
    places = {n for n, count in enumerate(counts) if is_small(count, smallest=smallest)}
    if not places:
        return frozenset()
    rest = sorted((count, n) for n, count in enumerate(counts) if n not in places and count)
    # Alone, or together still small, what is withheld is known from the total.
    if len(places) == 1 or sum(counts[n] for n in places) < smallest:
        places |= {n for _, n in rest[:1]}
    return frozenset(places)


def rounded(count: float) -> int:
    """A count to the nearest five."""
    return int(ROUNDED_TO * round(count / ROUNDED_TO))
