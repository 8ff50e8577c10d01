"""Nearest match: each treated person takes the nearest control still free.

Greedy matching without replacement. Free controls stand in order; taken ones are skipped in next to
no time, so that a large pool costs little more than sorting it.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from desist.evaluation.table import Flags, Numbers

Order = Literal["largest", "smallest", "random", "data"]
Places = NDArray[np.int64]


def nearest_matches(
    distance: Numbers, treated: Flags, *, order: Order, ratio: int, caliper: float, seed: int
) -> Places:
    """For each treated person (in the order of the data) the controls taken, -1 for none.

    Positions are those in the data; shape (treated, ``ratio``). In each round every treated person
    takes one control within ``caliper``; of two equally near the one first in the data. ``seed`` is
    that of the random order.
    """
    of_treated, of_control = np.flatnonzero(treated), np.flatnonzero(~treated)
    pool = _Pool(distance[of_control], of_control)
    turns = _turns(distance[of_treated], order, seed)
    found = np.full((len(of_treated), ratio), -1, dtype=np.int64)
    for taking in range(ratio):
        for turn in turns:
            if taking and found[turn, taking - 1] < 0:
                continue
            found[turn, taking] = pool.take(float(distance[of_treated[turn]]), caliper)
    return found


def _turns(distance: Numbers, order: Order, seed: int) -> Places:
    if order == "largest":
        return np.argsort(-distance, kind="stable")
    if order == "smallest":
        return np.argsort(distance, kind="stable")
    if order == "random":
        return np.random.default_rng(seed).permutation(len(distance))
    return np.arange(len(distance))


class _Pool:
    """Controls by distinct value; a value whose controls are all taken is jumped over."""

    def __init__(self, values: Numbers, places: Places) -> None:
        self.values, group = np.unique(values, return_inverse=True)
        self.held: list[list[int]] = [[] for _ in self.values]
        # From the back, so that the first in the data is the last of its list.
        for place, at in zip(places[::-1].tolist(), group[::-1].tolist(), strict=True):
            self.held[at].append(place)
        number = len(self.values)
        self.left = list(range(-1, number))  # shifted by one: left[0] stands for "none"
        self.right = list(range(number + 1))  # right[number] stands for "none"

    def take(self, value: float, caliper: float) -> int:
        """The nearest free control within the caliper, which is then no longer free; -1 if none."""
        at = int(np.searchsorted(self.values, value))
        best, gap = -1, caliper
        for side in (self._left(at - 1), self._right(at)):
            if not 0 <= side < len(self.values):
                continue
            away = abs(float(self.values[side]) - value)
            first = best < 0 or self.held[side][-1] < self.held[best][-1]
            if away < gap or (away == gap and first):
                best, gap = side, away
        if best < 0:
            return -1
        taken = self.held[best].pop()
        if not self.held[best]:
            self.left[best + 1] = best - 1
            self.right[best] = best + 1
        return taken

    def _left(self, at: int) -> int:
        """The nearest value at or left of here with a free control, -1 if none."""
        seen = at
        while seen >= 0 and self.left[seen + 1] != seen:
            seen = self.left[seen + 1]
        while at >= 0 and self.left[at + 1] not in (at, seen):
            self.left[at + 1], at = seen, self.left[at + 1]
        return seen

    def _right(self, at: int) -> int:
        """The nearest value at or right of here with a free control; their number if none."""
        number = len(self.values)
        seen = at
        while seen < number and self.right[seen] != seen:
            seen = self.right[seen]
        while at < number and self.right[at] not in (at, seen):
            self.right[at], at = seen, self.right[at]
        return seen
