"""Booking kernel: ruin and recreate, compiled.

A round takes a few related series out of the timetable and puts them back one by one, each where
it costs least beside the rest; the outcome is kept by the rule of simulated annealing. (Schrimpf
et al. 2000, "Record breaking optimization results using the ruin and recreate principle".)
Whole numbers only, except for the draw that accepts a worse answer.
"""

from __future__ import annotations

import math

import numpy as np

from desist.scheduling.booking_arrays import Fixed, Moving, Whole, Words
from desist.scheduling.booking_place_kernel import COST, OWN, PATTERN, ROOM, TEAM, book, place
from desist.scheduling.machine_code import below, compiled, share

MOST_REMOVED = 9
"""A round takes out at most so many series."""
OVERLOOK = 0.01
"""The chance that an option is passed over, so that recreating is not always the same."""
SPARING_ROUNDS, SPARING = 0.05, 0.5
"""In a few rounds series may leave an eighth of their times, drawn at random, to others, each with
this chance: by always taking the earliest one would never make room for a series without others."""


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
    times, choice = np.empty(now.times.shape[1], np.int64), np.zeros(6, np.int64)
    for turn in range(chosen.shape[0]):
        least += floor[chosen[turn]]
    for turn in range(chosen.shape[0]):
        at = chosen[turn]
        least -= floor[at]
        limit, unplaced = budget - spent - least, fixed.series[at].unplaced
        choice[COST] = min(limit, unplaced - 1)
        place(fixed, now, at, chances, random, choice, times)
        if choice[TEAM] < 0:
            if limit < unplaced:
                return done, spent
            choice[COST], choice[OWN] = unplaced, unplaced
        now.team[at], now.cost[at] = choice[TEAM], choice[OWN]
        now.room[at], now.pattern[at] = choice[ROOM], choice[PATTERN]
        for each in range(times.shape[0]):
            now.times[at, each] = times[each]
        book(fixed, now, at, 1)
        spent += choice[COST]
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
