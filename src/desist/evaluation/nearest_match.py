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
    wanted = distance[of_treated]
    turns, values = _turns(wanted, order, seed).tolist(), wanted.tolist()
    starts = np.searchsorted(pool.values, wanted).tolist()
    found = np.full((len(of_treated), ratio), -1, dtype=np.int64)
    for taking in range(ratio):
        before = found[:, taking - 1].tolist() if taking else values
        taken = [-1] * len(values)
        for turn in turns:
            if taking == 0 or before[turn] >= 0:
                taken[turn] = pool.take(values[turn], starts[turn], caliper)
        found[:, taking] = taken
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
        order = np.argsort(values, kind="stable")
        held, starts = np.unique(values[order], return_index=True)
        self.values = held.tolist()
        # A stable sort leaves people of one value in the order of the data.
        self.places: list[int] = places[order].tolist()
        self.next: list[int] = starts.tolist()
        self.end: list[int] = [*starts[1:].tolist(), len(order)]
        self.number = len(self.values)
        self.left = list(range(self.number + 1))  # shifted by one: left[0] stands for "none"
        self.right = list(range(self.number + 1))  # right[number] stands for "none"

    def take(self, value: float, start: int, caliper: float) -> int:
        """The nearest free control within the caliper, which is then no longer free; -1 if none.

        ``start`` is where ``value`` would stand among the values.
        """
        below, above = _seek(self.left, start) - 1, _seek(self.right, start)
        best, gap = -1, caliper
        if below >= 0 and value - self.values[below] <= gap:
            best, gap = below, value - self.values[below]
        if above < self.number:
            away = self.values[above] - value
            first = best < 0 or self._first(above) < self._first(best)
            if away < gap or (away == gap and first):
                best = above
        if best < 0:
            return -1
        taken = self._first(best)
        self.next[best] += 1
        if self.next[best] == self.end[best]:
            self.left[best + 1] = best
            self.right[best] = best + 1
        return taken

    def _first(self, at: int) -> int:
        return self.places[self.next[at]]


def _seek(towards: list[int], at: int) -> int:
    """The nearest place from here that is still its own, halving the way for whoever comes next."""
    while towards[at] != at:
        towards[at] = towards[towards[at]]
        at = towards[at]
    return at
