"""Booking kernel: ruin and recreate, compiled.

A round takes a few related series out of the timetable and puts them back one by one, each where
it costs least beside the rest; the outcome is kept by the rule of simulated annealing. (Schrimpf
et al. 2000, "Record breaking optimization results using the ruin and recreate principle".)
Whole numbers only, except for the draw that accepts a worse answer.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, TypeVar

import numba
import numpy as np
from llvmlite import ir
from numba import types
from numba.extending import intrinsic

from desist.scheduling.booking_arrays import Fixed, Moving, Whole, Words

Function = TypeVar("Function", bound=Callable[..., Any])
NEVER = 1 << 60
MOST_REMOVED = 9
"""A round takes out at most so many series."""
OVERLOOK = 0.01
"""The chance that an option is passed over, so that recreating is not always the same."""
SPARING_ROUNDS, SPARING = 0.05, 0.5
"""In a few rounds series may leave an eighth of their times, drawn at random, to others, each with
this chance: by always taking the earliest one would never make room for a series without others."""


def compiled(function: Function) -> Function:
    """Machine code, kept on disk for the next run where a folder for it can be written."""
    try:
        return numba.njit(cache=True, error_model="numpy")(function)
    except RuntimeError:
        return numba.njit(error_model="numpy")(function)


@intrinsic
def _lowest_bit(_context: Any, _word: Any) -> Any:
    """The position of the lowest bit that is set; one machine instruction."""

    def code(_: Any, builder: Any, __: Any, arguments: Any) -> Any:
        return builder.cttz(arguments[0], ir.Constant(ir.IntType(1), 0))

    return types.int64(types.uint64), code


@compiled
def draw(state: Words) -> np.uint64:
    """The next random word (xorshift64, Marsaglia 2003); the state is never 0."""
    word = state[0]
    word ^= word << np.uint64(13)
    word ^= word >> np.uint64(7)
    word ^= word << np.uint64(17)
    state[0] = word
    return word


@compiled
def below(state: Words, limit: int) -> int:
    """A random whole number from 0 to limit - 1."""
    return np.int64((draw(state) >> np.uint64(33)) % np.uint64(limit))


@compiled
def share(state: Words) -> float:
    """A random fraction, 0 included, 1 not."""
    return np.float64(draw(state) >> np.uint64(11)) / 9007199254740992.0


@compiled
def walk(
    open_times: Words, shape: tuple[int, int, int], latest: int, left: Whole, out: Whole
) -> int:
    """The end of a series on its earliest open times, or NEVER where it is after ``latest``.

    ``shape`` is its sessions, its gap and the slots of a week; ``left`` is how many sessions each
    week still takes (empty: no limit).
    """
    count, gap, per_week = shape
    width, limited = open_times.shape[0], left.shape[0] > 0
    time, taken, week, done = np.int64(0), 0, np.int64(-1), 0
    while done < count:
        word = time >> 6
        if word >= width:
            return NEVER
        rest = open_times[word] >> np.uint64(time & 63)
        if rest != np.uint64(0):
            time += _lowest_bit(rest)
        else:
            word += 1
            while word < width and open_times[word] == np.uint64(0):
                word += 1
            if word >= width:
                return NEVER
            time = (word << 6) + _lowest_bit(open_times[word])
        if time + (count - 1 - done) * gap > latest:
            return NEVER
        if limited:
            if time // per_week != week:
                week = time // per_week
                taken = 0
            if taken >= left[week]:
                time = (week + 1) * per_week
                continue
            taken += 1
        out[done] = time
        done += 1
        time += gap
    return time - gap


@compiled
def _weeks_left(fixed: Fixed, used: Whole, at: int, team: int, left: Whole) -> Whole:
    """How many sessions each week still takes with this team; empty: no limit."""
    weekly = fixed.series[at].weekly
    limited = weekly > 0
    for which in range(fixed.team.shape[1]):
        member = fixed.team[team, which]
        limited = limited or (member >= 0 and fixed.person[member].load > 0)
    if not limited:
        return left[:0]
    for week in range(left.shape[0]):
        left[week] = weekly if weekly > 0 else fixed.per_week
        for which in range(fixed.team.shape[1]):
            member = fixed.team[team, which]
            if member >= 0 and fixed.person[member].load > 0:
                left[week] = min(left[week], fixed.person[member].load - used[member, week])
    return left


@compiled
def _evening_cost(fixed: Fixed, evenings: Whole, team: int, late: int) -> int:
    """What so many more evenings (fewer where negative) of a team change in the sum of squares."""
    cost = np.int64(0)
    for which in range(fixed.team.shape[1]):
        member = fixed.team[team, which]
        if member >= 0 and fixed.person[member].shares:
            cost += (evenings[member] + late) ** 2 - evenings[member] ** 2
    return cost * fixed.late_weight


@compiled
def _evenings(late: Whole, times: Whole, count: int) -> int:
    """How many of the first ``count`` times are late."""
    total = np.int64(0)
    for turn in range(count):
        total += late[times[turn]]
    return total


@compiled
def _shared_times(
    fixed: Fixed, free: Words, wanted: Words, option: tuple[int, int, int], out: Words
) -> None:
    """The times that are wanted, in a pattern, and free to a team at a site."""
    pattern, team, site = option
    for word in range(out.shape[0]):
        out[word] = wanted[word] & fixed.pattern[pattern, word]
    for which in range(fixed.team.shape[1]):
        member = fixed.team[team, which]
        if member >= 0:
            row = member * fixed.sites + site
            for word in range(out.shape[0]):
                out[word] &= free[row, word]


@compiled
def place(
    fixed: Fixed,
    now: Moving,
    at: int,
    limit: int,
    chances: tuple[float, float],
    random: Words,
    best: Whole,
) -> tuple[int, int, int, int, int]:
    """The cheapest option within ``limit``: cost with evenings, own cost, team, room, pattern.

    A team of -1 says that there is none. ``best`` receives the times. ``chances`` are those of
    passing over an option and of leaving some times to others.
    """
    overlook, spare = chances
    one, width, free = fixed.series[at], now.free.shape[1], now.free
    shape, weight = (one.sessions, one.gap, fixed.per_week), one.weight
    open_times, roomed = np.empty(width, np.uint64), np.empty(width, np.uint64)
    found, weeks = np.empty(best.shape[0], np.int64), np.empty(now.used.shape[1], np.int64)
    cost, own, team, room, pattern = np.int64(limit), np.int64(NEVER), -1, -1, -1
    ties, rooms = 0, one.room_end - one.room
    wanted = np.empty(width, np.uint64)
    sparing = spare > 0 and share(random) < spare
    for word in range(width):
        wanted[word] = fixed.times[at, word]
        if sparing:
            wanted[word] &= draw(random) | draw(random) | draw(random)
    for each in range(one.pattern, one.pattern_end):
        for who in range(one.team, one.team_end):
            base = fixed.pattern_cost[each] + fixed.team_cost[who]
            if base > cost or (overlook > 0 and share(random) < overlook):
                continue
            left = _weeks_left(fixed, now.used, at, who, weeks)
            turn = below(random, rooms)
            for site in range(fixed.sites):
                _shared_times(fixed, free, wanted, (each, who, site), open_times)
                if walk(open_times, shape, (cost - base) // weight, left, found) == NEVER:
                    continue
                for step in range(rooms):
                    where = one.room + (step + turn) % rooms
                    if fixed.room[where].site != site:
                        continue
                    row = fixed.room[where].resource * fixed.sites + site
                    for word in range(width):
                        roomed[word] = open_times[word] & free[row, word]
                    price = base + fixed.room[where].cost
                    end = walk(roomed, shape, (cost - price) // weight, left, found)
                    if end == NEVER:
                        continue
                    price += weight * end
                    total = price
                    if fixed.late_weight > 0:
                        late = _evenings(fixed.late, found, one.sessions)
                        total += _evening_cost(fixed, now.evenings, who, late)
                    if total > cost:
                        continue
                    ties = ties + 1 if total == cost else 1
                    if ties > 1 and below(random, ties) != 0:
                        continue
                    cost, own, team, room, pattern = total, price, who, where, each
                    for word in range(one.sessions):
                        best[word] = found[word]
    return cost, own, team, room, pattern


@compiled
def _occupy(fixed: Fixed, now: Moving, at: int, resource: int, step: int) -> None:
    """Take (step 1) or give back (-1) one resource at the times of a series."""
    home = fixed.room[now.room[at]].site
    blocked, free, times = now.blocked, now.free, now.times
    for turn in range(fixed.series[at].sessions):
        time = times[at, turn]
        now.used[resource, time // fixed.per_week] += step
        for site in range(fixed.sites):
            row = resource * fixed.sites + site
            before = fixed.reach[home, site, time % fixed.per_week, 0]
            after = fixed.reach[home, site, time % fixed.per_week, 1]
            for near in range(
                max(0, time - before), min(fixed.late.shape[0] - 1, time + after) + 1
            ):
                held = blocked[row, near]
                blocked[row, near] = held + step
                # The first booking takes the time and the last one gives it back; what is closed
                # anyway is counted from 1 on and so never opens.
                if held == 0 or held + step == 0:
                    free[row, near >> 6] ^= np.uint64(1) << np.uint64(near & 63)


@compiled
def book(fixed: Fixed, now: Moving, at: int, step: int) -> int:
    """Take (step 1) or give back (-1) what a series holds; the change of the evening cost."""
    team = now.team[at]
    if team < 0:
        return 0
    _occupy(fixed, now, at, fixed.room[now.room[at]].resource, step)
    for which in range(fixed.team.shape[1]):
        if fixed.team[team, which] >= 0:
            _occupy(fixed, now, at, fixed.team[team, which], step)
    if fixed.late_weight == 0:
        return 0
    late = step * _evenings(fixed.late, now.times[at], fixed.series[at].sessions)
    change = _evening_cost(fixed, now.evenings, team, late)
    for which in range(fixed.team.shape[1]):
        if fixed.team[team, which] >= 0:
            now.evenings[fixed.team[team, which]] += late
    return change


@compiled
def _related(fixed: Fixed, now: Moving, one: int, other: int, by_room: bool) -> bool:
    """Whether two series share a person, or a room where that counts."""
    if now.team[one] < 0 or now.team[other] < 0:
        return True
    room = fixed.room[now.room[one]].resource
    if by_room and room == fixed.room[now.room[other]].resource:
        return True
    for which in range(fixed.team.shape[1]):
        member = fixed.team[now.team[one], which]
        for second in range(fixed.team.shape[1]):
            if member >= 0 and member == fixed.team[now.team[other], second]:
                return True
    return False


@compiled
def _ruin(fixed: Fixed, now: Moving, random: Words, out: Whole) -> int:
    """Choose the series to take out, the first one at random and the rest related to it."""
    count = fixed.series.shape[0]
    taken = np.zeros(count, np.uint8)
    wanted = min(count, 1 + below(random, out.shape[0]))
    way = below(random, 4)
    out[0] = below(random, count)
    taken[out[0]] = 1
    for chosen in range(1, wanted):
        near = out[below(random, chosen)] if way == 1 else out[0]
        seen, pick = 0, np.int64(-1)
        if way > 0:
            for each in range(count):
                if not taken[each] and _related(fixed, now, near, each, way == 3):
                    seen += 1
                    if below(random, seen) == 0:
                        pick = each
        while pick < 0 or taken[pick]:
            pick = below(random, count)
        out[chosen] = pick
        taken[pick] = 1
    return wanted


@compiled
def _order(cost: Whole, random: Words, chosen: Whole) -> None:
    """The order of putting back: at random, or by when they ended, late or early ones first."""
    way = below(random, 4)
    side = -1.0 if way == 1 else (1.0 if way == 2 else 0.0)
    keys = np.empty(chosen.shape[0])
    for each in range(chosen.shape[0]):
        key, who, at = side * cost[chosen[each]] + 10.0 * share(random), chosen[each], each
        while at > 0 and keys[at - 1] > key:
            keys[at], chosen[at] = keys[at - 1], chosen[at - 1]
            at -= 1
        keys[at], chosen[at] = key, who


@compiled
def _copy(source: Moving, source_at: int, target: Moving, target_at: int) -> None:
    """Copy the booking of one series."""
    target.team[target_at] = source.team[source_at]
    target.room[target_at] = source.room[source_at]
    target.pattern[target_at] = source.pattern[source_at]
    target.cost[target_at] = source.cost[source_at]
    for turn in range(source.times.shape[1]):
        target.times[target_at, turn] = source.times[source_at, turn]


@compiled
def _recreate(
    fixed: Fixed,
    now: Moving,
    chosen: Whole,
    budget: int,
    floor: Whole,
    sparing: bool,
    random: Words,
) -> tuple[int, int]:
    """Put series back one by one while the budget holds: how many, and what they cost."""
    least, spent, done = np.int64(0), np.int64(0), 0
    chances = (OVERLOOK, SPARING if sparing else 0.0)
    times = np.empty(now.times.shape[1], np.int64)
    for turn in range(chosen.shape[0]):
        least += floor[chosen[turn]]
    for turn in range(chosen.shape[0]):
        at = chosen[turn]
        least -= floor[at]
        limit, unplaced = budget - spent - least, fixed.series[at].unplaced
        cost, own, team, room, pattern = place(
            fixed, now, at, min(limit, unplaced - 1), chances, random, times
        )
        if team < 0:
            if limit < unplaced:
                return done, spent
            cost, own = unplaced, unplaced
        now.team[at], now.room[at], now.pattern[at], now.cost[at] = team, room, pattern, own
        for each in range(times.shape[0]):
            now.times[at, each] = times[each]
        book(fixed, now, at, 1)
        spent += cost
        done += 1
    return done, spent


@compiled
def search(
    fixed: Fixed, now: Moving, best: Moving, floor: Whole, totals: Whole, heat: float, random: Words
) -> int:
    """Do ``totals[0]`` rounds at one temperature; how many of them were accepted.

    ``totals`` holds rounds, the objective of the moment and the best one; ``floor`` what each
    series costs at least, alone. ``best`` receives every better answer. The rows of ``now`` behind
    the last series keep what is taken out, to be put back as it was.
    """
    count = floor.shape[0]
    room_for = np.zeros(MOST_REMOVED, np.int64)
    accepted = 0
    for _ in range(totals[0]):
        chosen = room_for[: _ruin(fixed, now, random, room_for)]
        _order(now.cost, random, chosen)
        old = np.int64(0)
        for turn in range(chosen.shape[0]):
            old += now.cost[chosen[turn]] - book(fixed, now, chosen[turn], -1)
            _copy(now, chosen[turn], now, count + turn)
        budget = old + np.int64(-heat * math.log(share(random) + 1e-300))
        sparing = share(random) < SPARING_ROUNDS
        done, new = _recreate(fixed, now, chosen, budget, floor, sparing, random)
        if done == chosen.shape[0]:
            accepted += 1
            totals[1] += new - old
            if totals[1] < totals[2]:
                totals[2] = totals[1]
                for at in range(count):
                    _copy(now, at, best, at)
            continue
        for turn in range(done):
            book(fixed, now, chosen[turn], -1)
        for turn in range(chosen.shape[0]):
            _copy(now, count + turn, now, chosen[turn])
            book(fixed, now, chosen[turn], 1)
    return accepted


@compiled
def book_all(fixed: Fixed, now: Moving) -> None:
    """Take what every placed series holds."""
    for at in range(fixed.series.shape[0]):
        book(fixed, now, at, 1)
