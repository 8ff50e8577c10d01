"""Appointment proposal: a day and a time for each session of one person's plan, the soonest.

Sessions keep their order. Each goes to the first day on which it may be held: a weekday that
suits, open, far enough from the session before, in a week that is not full, at a time when
everybody is free. Taking the soonest for each is also what ends the whole plan soonest: a later
day for one session never lets a following one come sooner.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True, kw_only=True)
class ProposalRequest:
    """What is asked for: ``sessions`` are the minutes of each, in order.

    ``weekdays`` counts from Monday as 0; ``starts`` are local times, those preferred first.
    """

    sessions: Sequence[int]
    first_on: date
    last_on: date
    weekdays: frozenset[int]
    starts: Sequence[time]
    a_week: int
    days_between: int
    after: date | None = None
    """The day of the session before the first of these, where there is one."""


@dataclass(frozen=True, kw_only=True)
class ProposedSession:
    """Where one session would be; ``at`` counts from 0 through ``sessions``."""

    at: int
    day: date
    starts: time


@dataclass(frozen=True, kw_only=True)
class PassedOver:
    """A day that would have suited and was not taken; why: as ``closed`` or ``taken`` said."""

    day: date
    why: str


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """The days found, those passed over, and how many sessions found no place before the end."""

    placed: tuple[ProposedSession, ...]
    passed_over: tuple[PassedOver, ...]
    unplaced: int


def instants(day: date, starts: time, minutes: int) -> tuple[datetime, datetime] | None:
    """Start and end in local time, so many real minutes apart.

    None where the clocks change so that the start does not exist or exists twice, or where the
    session would end on another day.
    """
    local = datetime.combine(day, starts, LONDON)
    offsets = {local.replace(fold=fold).utcoffset() for fold in (0, 1)}
    ends = (local.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(LONDON)
    return (local, ends) if len(offsets) == 1 and ends.date() == day else None


def propose_sessions(
    request: ProposalRequest,
    *,
    closed: Callable[[date], str | None],
    taken: Callable[[datetime, datetime], str | None],
) -> Proposal:
    """The soonest days for all sessions, in order.

    ``closed`` says why nothing is held on a day, or None; ``taken`` why nothing can be between
    two instants, or None.
    """
    placed: list[ProposedSession] = []
    passed: list[PassedOver] = []
    day, before, weeks = request.first_on, request.after, dict[tuple[int, int], int]()
    while day <= request.last_on and len(placed) < len(request.sessions):
        week = day.isocalendar()[:2]
        rested = before is None or (day - before).days >= request.days_between
        if day.weekday() in request.weekdays and rested and weeks.get(week, 0) < request.a_week:
            found = _time_on(day, request, request.sessions[len(placed)], closed, taken)
            if isinstance(found, time):
                placed.append(ProposedSession(at=len(placed), day=day, starts=found))
                before, weeks[week] = day, weeks.get(week, 0) + 1
            else:
                passed.append(PassedOver(day=day, why=found))
        day += timedelta(days=1)
    return Proposal(
        placed=tuple(placed),
        passed_over=tuple(passed),
        unplaced=len(request.sessions) - len(placed),
    )


def _time_on(
    day: date,
    request: ProposalRequest,
    minutes: int,
    closed: Callable[[date], str | None],
    taken: Callable[[datetime, datetime], str | None],
) -> time | str:
    """The first of the wished times that is free on a day, or why there is none."""
    why = closed(day)
    if why is not None:
        return why
    why = "clocks"
    for starts in request.starts:
        stretch = instants(day, starts, minutes)
        if stretch is None:
            continue
        held = taken(*stretch)
        if held is None:
            return starts
        why = held
    return why
