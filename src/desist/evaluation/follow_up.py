"""Follow-up: how long each person was watched, from when, and how it ended.

Times are in one unit, counted from each person's day 0. Events are coded 0 censored, 1 event, 2
and more competing events. With ``start`` a row is at risk after its start and up to and including
its time (delayed entry, or a spell between gaps).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from desist.evaluation.time_grid import (
    Numbers,
    Places,
    distinct_times,
    entry_places,
    from_here_on,
)
from desist.evaluation.unusable_data import UnusableData, refuse_where

CENSORED = 0


@dataclass(frozen=True, kw_only=True, eq=False)
class FollowUp:
    """Checked rows of follow-up; make it with ``follow_up``."""

    time: Numbers
    event: NDArray[np.int64]
    start: Numbers | None = None

    @property
    def n(self) -> int:
        """How many rows there are."""
        return len(self.time)

    @cached_property
    def _grid(self) -> tuple[Numbers, Places]:
        return distinct_times(self.time)

    @property
    def times(self) -> Numbers:
        """The distinct times at which somebody's row ends, in order."""
        return self._grid[0]

    @property
    def place(self) -> Places:
        """Where among ``times`` each row ends."""
        return self._grid[1]

    @cached_property
    def entry(self) -> Places | None:
        """Where among ``times`` each row is first at risk; None if all are from the first."""
        return None if self.start is None else entry_places(self.times, self.start)

    @cached_property
    def at_risk(self) -> Numbers:
        """How many are at risk at each of ``times``."""
        return self.at_risk_weighing(None)

    def at_risk_weighing(self, weights: Numbers | None) -> Numbers:
        """The weights of those at risk at each of ``times``, summed."""
        size = len(self.times)
        risk = from_here_on(np.bincount(self.place, weights, size).astype(np.float64))
        if self.entry is not None:
            # Whoever enters at a place was not at risk before it.
            entering = np.bincount(self.entry, weights, size + 1).astype(np.float64)
            risk -= from_here_on(entering)[1:]
        return risk

    def ending(self, code: int) -> Numbers:
        """How many rows end with this code at each of ``times``."""
        ended = self.place[self.event == code]
        return np.bincount(ended, minlength=len(self.times)).astype(np.float64)

    @cached_property
    def with_any_event(self) -> Numbers:
        """How many rows end with an event of any kind at each of ``times``."""
        ended = self.place[self.event != CENSORED]
        return np.bincount(ended, minlength=len(self.times)).astype(np.float64)

    def where(self, chosen: NDArray[np.bool_]) -> FollowUp:
        """The rows chosen."""
        return FollowUp(
            time=self.time[chosen],
            event=self.event[chosen],
            start=None if self.start is None else self.start[chosen],
        )

    def of_cause(self, code: int) -> FollowUp:
        """The same with only this event as an event: all others are censored at their time."""
        return FollowUp(
            time=self.time, event=(self.event == code).astype(np.int64), start=self.start
        )


def follow_up(time: ArrayLike, event: ArrayLike, start: ArrayLike | None = None) -> FollowUp:
    """Check rows of follow-up.

    Raises:
        UnusableData: named ``empty_group``, ``lengths_differ``, ``not_finite``, ``negative_time``,
            ``impossible_event`` or ``event_before_entry``.
    """
    times = _column(time, "time")
    codes = _column(event, "event", like=times)
    starts = None if start is None else _column(start, "start", like=times)
    for name, column in (("time", times), ("start", starts)):
        if column is not None:
            refuse_where(
                column < 0, "negative_time", "holds a time below nought",
                remedy="count time from day 0", where=name,
            )  # fmt: skip
    refuse_where(
        (codes != np.floor(codes)) | (codes < 0), "impossible_event",
        "holds what is no code of an event",
        remedy="code 0 censored, 1 event, 2 and more competing events", where="event",
    )  # fmt: skip
    if starts is not None:
        refuse_where(
            times <= starts, "event_before_entry",
            "ends before or when it starts, with no time at risk",
            remedy="correct the times, or leave out people who were never at risk", where="time",
        )  # fmt: skip
    return FollowUp(time=times, event=codes.astype(np.int64), start=starts)


def refuse_overlaps(rows: FollowUp, person: NDArray[np.str_]) -> None:
    """Refuse a person who is in the table twice at the same time.

    Raises:
        UnusableData: named ``id_twice`` or ``overlapping_rows``.
    """
    _, number = np.unique(person, return_inverse=True)
    begins = np.zeros(rows.n) if rows.start is None else rows.start
    order = np.lexsort((begins, number))
    same = number[order][1:] == number[order][:-1]
    overlap = same & (begins[order][1:] < rows.time[order][:-1])
    at_fault = np.zeros(rows.n, dtype=bool)
    at_fault[order[1:]] = overlap
    name = "id_twice" if rows.start is None else "overlapping_rows"
    refuse_where(
        at_fault, name, "is the id of a person who is followed twice at the same time",
        remedy="give each person one row, or spells that follow each other with their starts",
        where="id",
    )  # fmt: skip


def refuse_without_events(rows: FollowUp, code: int = 1) -> None:
    """Refuse a table in which nothing happened.

    Raises:
        UnusableData: named ``no_events``.
    """
    if not (rows.event == code).any():
        whom = "everybody is censored" if not rows.event.any() else f"nobody has event {code}"
        raise UnusableData(
            "no_events", f"{whom}: there is nothing to estimate from",
            remedy="follow longer, or check how events are coded", where="event",
        )  # fmt: skip


def _column(values: ArrayLike, name: str, *, like: Numbers | None = None) -> Numbers:
    column = np.asarray(values, dtype=np.float64)
    if not len(column):
        raise UnusableData("empty_group", "there are no rows", remedy="give some", where=name)
    if like is not None and len(column) != len(like):
        raise UnusableData(
            "lengths_differ", f"{len(column)} values for {len(like)} rows", remedy="give one each",
            where=name,
        )  # fmt: skip
    refuse_where(
        ~np.isfinite(column), "not_finite", "holds what is no finite number",
        remedy="leave out rows with missing values", where=name,
    )  # fmt: skip
    return column
