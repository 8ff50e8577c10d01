"""Time grid: the distinct times of a follow-up, and where on it each person ends and enters."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.floating[Any]]
Places = NDArray[np.int64]

DENSE = 4
"""Whole-numbered times are tabulated instead of sorted while the table has at most so many cells
for each row."""


def distinct_times(time: Numbers) -> tuple[Numbers, Places]:
    """The distinct times in order, and the place of each row's time among them."""
    highest = time.max()
    if highest <= DENSE * len(time) + 1000:
        whole = time.astype(np.int64)
        if (whole == time).all() and whole.min() >= 0:
            seen = np.zeros(int(highest) + 1, dtype=bool)
            seen[whole] = True
            places = np.cumsum(seen) - 1
            return np.flatnonzero(seen).astype(np.float64), places[whole]
    times, inverse = np.unique(time, return_inverse=True)
    return times, inverse.astype(np.int64)


def entry_places(times: Numbers, start: Numbers) -> Places:
    """The place of the first time at which each row is at risk: the first after its start."""
    return np.searchsorted(times, start, side="right").astype(np.int64)


def order_of(places: Places, size: int) -> Places:
    """The rows in order of place, rows of one place in the order they were given."""
    # Short integers are sorted by radix, in a fraction of the time.
    kind = np.uint16 if size <= np.iinfo(np.uint16).max else np.int64
    return np.argsort(places.astype(kind), kind="stable")


def from_here_on(values: Numbers) -> Numbers:
    """The sum of each value and all that follow (along the first axis)."""
    return np.asarray(np.cumsum(values[::-1], axis=0)[::-1])
