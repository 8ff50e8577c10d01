"""Booking search: one run of ruin and recreate, in chunks between which it may be stopped.

The answer is a function of the problem, the seed and the temperature of each chunk alone. Where
the run is given in rounds the temperatures follow from their number; where it is given in seconds
they follow the clock and are kept, so that the very run can be repeated from them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np

from desist.scheduling import booking_kernel as kernel
from desist.scheduling import booking_place_kernel as places
from desist.scheduling.booking_arrays import (
    Fixed,
    Moving,
    Words,
    as_arrays,
    as_bookings,
    fixed_arrays,
    nothing_booked,
    whole,
)
from desist.scheduling.booking_problem import BookingProblem, Bookings, cost_of
from desist.scheduling.search_plan import Found, SearchPlan

ROUNDS_A_CHUNK = 1000
HOTTEST, COLDEST = 0.08, 0.003
"""First and last temperature as shares of the mean cost of a series: at the first a change that
costs a twelfth of a series is often kept, at the last hardly anything that costs is."""


@dataclass
class BookingSearch:
    """A run over one problem from one first answer."""

    problem: BookingProblem
    start: Bookings
    plan: SearchPlan
    clock: Callable[[], float] = time.monotonic
    temperatures: list[float] = field(default_factory=list)

    def run(self) -> Iterator[Found]:
        """The best answer after each chunk; the last one is the answer of the run."""
        fixed = fixed_arrays(self.problem)
        now = as_arrays(self.problem, fixed, self.start)
        best = as_arrays(self.problem, fixed, self.start)
        places.book_all(fixed, now)
        objective = cost_of(self.problem, self.start)
        totals = whole([ROUNDS_A_CHUNK, objective, objective])
        random, floor = first_word(self.plan.seed), least_alone(self.problem, fixed)
        typical = max(
            1.0, float(np.mean(now.cost[now.team >= 0])) if (now.team >= 0).any() else 1.0
        )
        # Load the machine code before the clock of the cooling starts.
        kernel.search(fixed, now, best, floor, whole([0, objective, objective]), 1.0, random)
        for heat in self._heats(typical):
            self.temperatures.append(heat)
            kernel.search(fixed, now, best, floor, totals, heat, random)
            yield self._found(fixed, best, int(totals[2]))

    def _found(self, fixed: Fixed, best: Moving, objective: int) -> Found:
        return Found(
            bookings=as_bookings(self.problem, fixed, best),
            objective=objective,
            seed=self.plan.seed,
            rounds=len(self.temperatures) * ROUNDS_A_CHUNK,
            temperatures=tuple(self.temperatures),
        )

    def _heats(self, typical: float) -> Iterator[float]:
        """The temperature of each chunk, falling by a constant ratio over the run."""
        if self.plan.temperatures is not None:
            yield from self.plan.temperatures
            return
        began = self.clock()
        done = 0
        while True:
            gone = self._share_gone(done, began)
            if gone >= 1:
                return
            yield round(typical * HOTTEST * (COLDEST / HOTTEST) ** gone, 4)
            done += 1

    def _share_gone(self, chunks: int, began: float) -> float:
        if self.plan.rounds is not None:
            return chunks * ROUNDS_A_CHUNK / max(1, self.plan.rounds)
        until = began if self.plan.until is None else self.plan.until
        return (self.clock() - began) / (until - began) if until > began else 1.0


def first_word(seed: int) -> Words:
    """A random state from a seed (SplitMix64, Steele et al. 2014), never 0."""
    mask = (1 << 64) - 1
    word = (seed + 1) * 0x9E3779B97F4A7C15 & mask
    word = (word ^ word >> 30) * 0xBF58476D1CE4E5B9 & mask
    word = (word ^ word >> 27) * 0x94D049BB133111EB & mask
    return np.array([word ^ word >> 31 or 1], dtype=np.uint64)


def least_alone(
    problem: BookingProblem, fixed: Fixed
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """What each series costs with everything to itself, evenings aside."""
    state = nothing_booked(problem)
    quiet = fixed._replace(late_weight=0)
    random, choice = first_word(0), whole([0] * 6)
    times = np.zeros(state.times.shape[1], np.int64)
    costs = []
    for at, series in enumerate(problem.series):
        choice[places.COST] = series.cost_unplaced - 1
        places.place(quiet, state, at, (0.0, 0.0), random, choice, times)
        found = choice[places.TEAM] >= 0
        costs.append(choice[places.OWN] if found else series.cost_unplaced)
    return whole(costs)
