"""Booking conflict: the smallest set of demands that cannot all be met, in words.

The demands are written as rules of a linear model that leaves out what would only make it harder
(one room and one team for all sessions where several series compete). If even this cannot be met,
the problem has no answer; the solver proves it, and rules are given up one by one until none can
be spared (a deletion filter).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from desist.scheduling.booking_calendar import BookingCalendar
from desist.scheduling.booking_problem import BookingProblem, Series
from desist.scheduling.linear_model import LinearModel, NotProven, Variable

Names = Callable[[int], str]
"""What a resource is called."""


@dataclass(frozen=True, kw_only=True)
class Demands:
    """One series with a variable for each time at which it might meet."""

    series: Series
    at: dict[int, Variable]


def booking_conflict(problem: BookingProblem, names: Names) -> tuple[str, ...]:
    """A smallest set of demands that contradict each other; empty where none was proven.

    A series that has no place even alone is looked at alone; otherwise all compete for people and
    rooms. Empty does not say that there is an answer.
    """
    alone = next((s for s in problem.series if BookingCalendar(problem).earliest(s) is None), None)
    model = LinearModel()
    if alone is not None:
        _write_alone(model, problem, alone, names)
    else:
        _write_together(model, problem, names)
    try:
        return model.conflict()
    except NotProven:
        return ()


def _write_alone(model: LinearModel, problem: BookingProblem, series: Series, names: Names) -> None:
    """Everything that one series asks for, exactly."""
    demands = _sessions(model, problem, series)
    outside = [v for time, v in demands.at.items() if not series.times >> time & 1]
    model.require(
        dict.fromkeys(outside, 1),
        at_most=0,
        rule=f"{series.name} meets only on its own days and at its own times",
    )
    _gaps(model, problem, demands)
    teams = f"{series.name} keeps one team of {_listed(names, _people(series))}, and they are there"
    _kept(model, problem, demands, [team.resources for team in series.teams], teams)
    rooms = f"{series.name} keeps one room of {_listed(names, _rooms(series))}, and it is open"
    _kept(model, problem, demands, [(room.resource,) for room in series.rooms], rooms)


def _sessions(model: LinearModel, problem: BookingProblem, series: Series) -> Demands:
    demands = Demands(series=series, at={time: model.boolean() for time in range(problem.horizon)})
    model.require(
        dict.fromkeys(demands.at.values(), 1),
        at_least=series.sessions,
        rule=f"{series.name} has {series.sessions} sessions in the {problem.weeks} weeks planned",
    )
    return demands


def _gaps(model: LinearModel, problem: BookingProblem, demands: Demands) -> None:
    series = demands.series
    for first in range(problem.horizon):
        window = range(first, min(first + series.gap, problem.horizon))
        model.require(
            {demands.at[time]: 1 for time in window if time in demands.at},
            at_most=1,
            rule=f"{series.name} leaves {series.gap} parts of a day from one session to the next",
        )
    for week in range(problem.weeks) if series.weekly else ():
        times = range(week * problem.per_week, (week + 1) * problem.per_week)
        model.require(
            {demands.at[time]: 1 for time in times if time in demands.at},
            at_most=series.weekly,
            rule=f"{series.name} meets at most {series.weekly} times a week",
        )


def _kept(
    model: LinearModel,
    problem: BookingProblem,
    demands: Demands,
    options: Sequence[tuple[int, ...]],
    rule: str,
) -> None:
    """One of the options is kept throughout, and all of it is free at every session."""
    chosen = {model.boolean(): option for option in options}
    model.require(dict.fromkeys(chosen, 1), at_most=1)
    free = {
        variable: [time for time in demands.at if all(problem.free[r] >> time & 1 for r in option)]
        for variable, option in chosen.items()
    }
    by_time: dict[int, list[Variable]] = {time: [] for time in demands.at}
    for variable, times in free.items():
        for time in times:
            by_time[time].append(variable)
    for time, variable in demands.at.items():
        model.require({variable: 1, **dict.fromkeys(by_time[time], -1)}, at_most=0, rule=rule)


def _write_together(model: LinearModel, problem: BookingProblem, names: Names) -> None:
    """All series, each at its own times, competing for people and for rooms by number."""
    every = []
    for series in problem.series:
        people = 0
        for team in series.teams:
            together = problem.whole
            for member in team.resources:
                together &= problem.free[member]
            people |= together
        rooms = 0
        for room in series.rooms:
            rooms |= problem.free[room.resource]
        possible = series.times & people & rooms
        demands = Demands(
            series=series,
            at={t: model.boolean() for t in range(problem.horizon) if possible >> t & 1},
        )
        model.require(
            dict.fromkeys(demands.at.values(), 1),
            at_least=series.sessions,
            rule=f"{series.name} has {series.sessions} sessions within its days and times",
        )
        for first in demands.at:
            window = [v for t, v in demands.at.items() if first <= t < first + series.gap]
            model.require(dict.fromkeys(window, 1), at_most=1)
        every.append(demands)
    _compete(model, problem, every, _people, "one session at a time for", names)
    _compete(model, problem, every, _rooms, "one session at a time in", names)


def _compete(
    model: LinearModel,
    problem: BookingProblem,
    every: Sequence[Demands],
    of: Callable[[Series], frozenset[int]],
    words: str,
    names: Names,
) -> None:
    """Those who can only have some of a pool need no more of it at a time than is there."""
    for pool in sorted({of(each.series) for each in every}, key=sorted):
        inside = [each for each in every if of(each.series) <= pool]
        for time in range(problem.horizon):
            there = sum(1 for resource in pool if problem.free[resource] >> time & 1)
            terms = {
                each.at[time]: len(each.series.teams[0].resources) if of is _people else 1
                for each in inside
                if time in each.at
            }
            if sum(terms.values()) > there:
                model.require(terms, at_most=there, rule=f"{words} each of {_listed(names, pool)}")


def _people(series: Series) -> frozenset[int]:
    return frozenset(member for team in series.teams for member in team.resources)


def _rooms(series: Series) -> frozenset[int]:
    return frozenset(room.resource for room in series.rooms)


def _listed(names: Names, resources: Iterable[int]) -> str:
    return ", ".join(names(each) for each in sorted(resources)) or "nobody and nothing"
