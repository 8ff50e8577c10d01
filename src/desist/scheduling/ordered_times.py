"""Ordered times: the cheapest times for sessions in order, by dynamic programming.

Gaps are kept and no week gets too many. Exact: every way to place the sessions is covered.
"""

from __future__ import annotations

from collections.abc import Sequence

IMPOSSIBLE = 10**12


class OrderedTimes:
    """The cheapest times for sessions in order: gaps kept, not too many in a week."""

    def __init__(
        self, *, times: Sequence[int], gap: int, per_week: int, weekly: int, held_week: int,
        held: int,
    ) -> None:  # fmt: skip
        self.times, self.gap, self.weekly = times, gap, weekly
        self.weeks = [time // per_week for time in times]
        self.before_week = [0] * len(times)
        for at in range(1, len(times)):
            same = self.weeks[at] == self.weeks[at - 1]
            self.before_week[at] = self.before_week[at - 1] if same else at
        self.held_week, self.held = held_week, held
        self.rows: list[list[list[int]]] = []
        self.backs: list[list[list[tuple[int, int]]]] = []

    def add(self, costs: Sequence[int]) -> None:
        """The next session, with what it costs at each time."""
        ranks = range(self.weekly + 1)
        row = [[IMPOSSIBLE] * len(ranks) for _ in self.times]
        back = [[(-1, -1)] * len(ranks) for _ in self.times]
        least = self._least_until() if self.rows else []
        for at, cost in enumerate(costs):
            if cost >= IMPOSSIBLE:
                continue
            if not self.rows:
                rank = self.held + 1 if self.weeks[at] == self.held_week else 1
                if rank <= self.weekly:
                    row[at][rank] = cost
                continue
            start = self.before_week[at]
            until = self._last_apart(at)
            if min(start, until + 1) > 0:
                value, where = least[min(start, until + 1) - 1]
                if value < IMPOSSIBLE:
                    row[at][1], back[at][1] = value + cost, where
            for other in range(start, until + 1):
                for rank in range(1, self.weekly):
                    value = self.rows[-1][other][rank] + cost
                    if value < row[at][rank + 1]:
                        row[at][rank + 1], back[at][rank + 1] = value, (other, rank)
        self.rows.append(row)
        self.backs.append(back)

    def _last_apart(self, at: int) -> int:
        """The last time that is a gap before this one."""
        last = at
        while last >= 0 and self.times[last] > self.times[at] - self.gap:
            last -= 1
        return last

    def _least_until(self) -> list[tuple[int, tuple[int, int]]]:
        """The least cost of the last row up to each time, and where it stands."""
        best, where = IMPOSSIBLE, (-1, -1)
        found = []
        for at, ranks in enumerate(self.rows[-1]):
            for rank, value in enumerate(ranks):
                if value < best:
                    best, where = value, (at, rank)
            found.append((best, where))
        return found

    def cheapest(self) -> tuple[int, list[int]]:
        """The least total and the times (as positions) that give it."""
        if not self.rows:
            return 0, []
        if not self.times:
            return IMPOSSIBLE, []
        total, (at, rank) = self._least_until()[-1]
        if total >= IMPOSSIBLE:
            return IMPOSSIBLE, []
        chosen = []
        for back in reversed(self.backs):
            chosen.append(at)
            at, rank = back[at][rank]
        return total, chosen[::-1]
