"""Booking places, compiled: where one series fits beside the rest, and taking what it needs.

The same rules as in ``booking_calendar``, on 64-bit words.
"""

from __future__ import annotations

import numpy as np

from desist.scheduling.booking_arrays import Fixed, Moving, Whole, Words
from desist.scheduling.machine_code import below, compiled, draw, lowest_bit, share

NEVER = 1 << 60
COST, OWN, TEAM, ROOM, PATTERN, TIES = range(6)
"""What a choice holds: cost with evenings, own cost, team, room, pattern, options of equal cost."""


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
            time += lowest_bit(rest)
        else:
            word += 1
            while word < width and open_times[word] == np.uint64(0):
                word += 1
            if word >= width:
                return NEVER
            time = (word << 6) + lowest_bit(open_times[word])
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
    wanted: Words, pattern: Words, free: Words, team: Whole, place: tuple[int, int], out: Words
) -> None:
    """The times that are wanted, in a pattern, and free to a team at a site (of so many)."""
    site, sites = place
    for word in range(out.shape[0]):
        out[word] = wanted[word] & pattern[word]
    for which in range(team.shape[0]):
        if team[which] >= 0:
            row = team[which] * sites + site
            for word in range(out.shape[0]):
                out[word] &= free[row, word]


@compiled
def _try_rooms(
    fixed: Fixed,
    now: Moving,
    option: tuple[int, int, int, int],
    open_times: Words,
    left: Whole,
    random: Words,
    choice: Whole,
    times: Whole,
) -> None:
    """Try the rooms of one site for a series with a team and a pattern, in a drawn order."""
    at, pattern, team, site = option
    one, width = fixed.series[at], open_times.shape[0]
    shape, rooms = (one.sessions, one.gap, fixed.per_week), one.room_end - one.room
    roomed, found = np.empty(width, np.uint64), np.empty(times.shape[0], np.int64)
    turn = below(random, rooms)
    for step in range(rooms):
        where = one.room + (step + turn) % rooms
        if fixed.room[where].site != site:
            continue
        row = fixed.room[where].resource * fixed.sites + site
        for word in range(width):
            roomed[word] = open_times[word] & now.free[row, word]
        own = fixed.pattern_cost[pattern] + fixed.team_cost[team] + fixed.room[where].cost
        end = walk(roomed, shape, (choice[COST] - own) // one.weight, left, found)
        if end == NEVER:
            continue
        own += one.weight * end
        cost = own
        if fixed.late_weight > 0:
            late = _evenings(fixed.late, found, one.sessions)
            cost += _evening_cost(fixed, now.evenings, team, late)
        if cost > choice[COST]:
            continue
        choice[TIES] = choice[TIES] + 1 if cost == choice[COST] else 1
        if choice[TIES] > 1 and below(random, choice[TIES]) != 0:
            continue
        choice[COST], choice[OWN] = cost, own
        choice[TEAM], choice[ROOM], choice[PATTERN] = team, where, pattern
        for word in range(one.sessions):
            times[word] = found[word]


@compiled
def place(
    fixed: Fixed,
    now: Moving,
    at: int,
    chances: tuple[float, float],
    random: Words,
    choice: Whole,
    times: Whole,
) -> None:
    """Find the cheapest option of a series: into ``choice`` and ``times``.

    ``choice[COST]`` comes as the most it may cost; a team of -1 says that there is none.
    ``chances`` are those of passing over an option and of leaving some times to others.
    """
    overlook, spare = chances
    # Taken out of the tuples once: handing whole tuples to an inner loop costs more than its work.
    patterns, free, teams, sites = fixed.pattern, now.free, fixed.team, fixed.sites
    limited = fixed.series[at].weekly > 0 or fixed.limited > 0
    one, width = fixed.series[at], now.free.shape[1]
    shape = (one.sessions, one.gap, fixed.per_week)
    open_times, wanted = np.empty(width, np.uint64), np.empty(width, np.uint64)
    found, weeks = np.empty(times.shape[0], np.int64), np.empty(now.used.shape[1], np.int64)
    choice[TEAM], choice[TIES] = -1, 0
    nothing = weeks[:0]
    sparing = spare > 0 and share(random) < spare
    for word in range(width):
        wanted[word] = fixed.times[at, word]
        if sparing:
            wanted[word] &= draw(random) | draw(random) | draw(random)
    for pattern in range(one.pattern, one.pattern_end):
        for team in range(one.team, one.team_end):
            rest = choice[COST] - fixed.pattern_cost[pattern] - fixed.team_cost[team]
            if rest < 0 or (overlook > 0 and share(random) < overlook):
                continue
            left = _weeks_left(fixed, now.used, at, team, weeks) if limited else nothing
            for site in range(sites):
                _shared_times(
                    wanted, patterns[pattern], free, teams[team], (site, sites), open_times
                )
                if walk(open_times, shape, rest // one.weight, left, found) == NEVER:
                    continue
                option = (at, pattern, team, site)
                _try_rooms(fixed, now, option, open_times, left, random, choice, times)


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
def book_all(fixed: Fixed, now: Moving) -> None:
    """Take what every placed series holds."""
    for at in range(fixed.series.shape[0]):
        book(fixed, now, at, 1)
