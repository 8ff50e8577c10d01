"""Booking bound: a number that no timetable of a problem can go below, with its proof.

Lagrangian relaxation (Held and Karp 1971; Fisher 1981). Every hour of every person and room gets
a price, never below nothing. Let each series then choose for itself the team, rooms and times that
cost it least, with prices added to its own cost, as if the others were not there. A real timetable
uses no hour twice, so that it pays at most the sum of all prices; what it costs is therefore at
least the sum of the cheapest choices less the sum of all prices, whatever the prices are. The
prices are improved by the subgradient method; the bound of any prices is proven, and computed in
whole numbers (ten-thousandths of the objective) without rounding.

What is left out only lowers the bound: one room for all sessions, travel, weekly limits, the
sharing of evening work, and that a series keeps to one pattern.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import reduce
from itertools import accumulate
from operator import or_

import numpy as np
from numpy.typing import NDArray

from desist.scheduling import booking_bound_kernel as kernel
from desist.scheduling.booking_arrays import Fixed, Whole, fixed_arrays, whole, words
from desist.scheduling.booking_place_kernel import NEVER, walk
from desist.scheduling.booking_problem import BookingProblem

SCALE = 10_000
PATIENCE = 12
"""Rounds without progress after which the steps become shorter and start again from the best."""
FIRST_STEP, SHORTER = 1.0, 0.7
AMBITION = 0.03
"""A step aims at so much above the best bound, or at the known answer if that is nearer: aiming at
an answer that is far from the best possible makes the first steps far too long."""
LEAST_ROUNDS = 30
"""Done in any case, however little time there is: they take about half a second of one core."""


@dataclass(frozen=True, kw_only=True)
class Bound:
    """A proven lower bound and the prices (in ten-thousandths) that prove it."""

    objective: int
    rounds: int
    prices: Whole = field(repr=False)


def lower_bound(
    problem: BookingProblem,
    *,
    target: int,
    rounds: int = 200,
    may_go_on: Callable[[], bool] = lambda: True,
) -> Bound:
    """The best bound that so many rounds find; ``target`` is the objective of a known answer.

    The target only sets the length of the steps. The search ends early when it ``may_go_on`` no
    more.
    """
    choices = choices_of(problem)
    shape = (len(problem.free), problem.horizon)
    longest = max(each.sessions for each in problem.series)
    team_of = np.zeros(len(problem.series), np.int64)
    times_of = np.zeros((len(problem.series), longest), np.int64)
    prices = np.zeros(shape)
    best, best_prices, best_at = -NEVER, prices.astype(np.int64), 0
    step, done = FIRST_STEP, 0
    used: NDArray[np.float64] = np.zeros(shape)
    while done < rounds and (done < LEAST_ROUNDS or may_go_on()):
        exact = np.rint(prices * SCALE).astype(np.int64)
        total, _ = kernel.choose(choices, exact, SCALE, team_of, times_of)
        value = int(total) - int(exact.sum())
        done += 1
        if value > best:
            best, best_prices, best_at = value, exact, done
        elif done - best_at >= PATIENCE:
            step, best_at, prices = step * SHORTER, done, best_prices / SCALE
        kernel.uses(choices, exact, team_of, times_of, used)
        # A price of nothing cannot fall: such an hour has no say in the length of the step.
        used[(prices <= 0) & (used < 0)] = 0.0
        length = float((used**2).sum())
        if length == 0:
            break
        aim = min(target, (1 + AMBITION) * best / SCALE)
        prices = np.maximum(0.0, prices + step * max(1.0, aim - value / SCALE) / length * used)
    return Bound(objective=-(-best // SCALE), rounds=done, prices=best_prices)


def choices_of(problem: BookingProblem) -> kernel.Choices:
    """The choices of each series, without the teams that could never do it."""
    fixed = fixed_arrays(problem)
    options = [
        sorted(_options(problem, fixed, at), key=lambda each: each[:2])
        for at in range(len(problem.series))
    ]
    every = [option for each in options for option in each]
    return kernel.Choices(
        first=whole(accumulate((len(each) for each in options), initial=0)),
        members=whole(fixed.team[row] for _, row, *_ in every).reshape(len(every), -1),
        alone=whole(alone for alone, *_ in every),
        extra=whole(extra for *_, extra, _ in every),
        times=words([times for *_, times in every], problem.horizon),
        rooms=_rooms(problem),
        open_rooms=words([each & problem.whole for each in problem.free], problem.horizon),
        sessions=whole(fixed.series["sessions"]),
        gap=whole(fixed.series["gap"]),
        weight=whole(fixed.series["weight"]),
        unplaced=whole(fixed.series["unplaced"]),
    )


def _options(problem: BookingProblem, fixed: Fixed, at: int) -> Iterator[tuple[int, int, int, int]]:
    """Each team of a series: its cost alone, its row, its cost without times, and its times."""
    series = problem.series[at]
    rooms = reduce(or_, (problem.free[room.resource] for room in series.rooms), 0)
    patterns = reduce(or_, (pattern.times for pattern in series.patterns), 0)
    least = min((room.cost for room in series.rooms), default=0)
    least += min((pattern.cost for pattern in series.patterns), default=0)
    for row, team in enumerate(series.teams, start=int(fixed.series[at]["team"])):
        own = series.times & rooms & patterns & problem.whole
        for member in team.resources:
            own &= problem.free[member]
        end = _end_alone(fixed, at, own, problem.horizon)
        if end != NEVER:
            extra = team.cost + least
            yield extra + series.weight * end, row, extra, own


def _end_alone(fixed: Fixed, at: int, times: int, horizon: int) -> int:
    one = fixed.series[at]
    shape = (int(one["sessions"]), int(one["gap"]), fixed.per_week)
    out = np.zeros(shape[0], np.int64)
    return int(walk(words([times], horizon)[0], shape, horizon, whole([]), out))


def _rooms(problem: BookingProblem) -> Whole:
    widest = max(len(each.rooms) for each in problem.series)
    rows = [[room.resource for room in each.rooms] for each in problem.series]
    return whole([[*row, *([-1] * (widest - len(row)))] for row in rows])
