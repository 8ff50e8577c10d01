"""Booking bound, compiled: the cheapest choice of every series at given prices.

Whole numbers throughout, so that what is computed is exact.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from desist.scheduling.booking_arrays import Whole, Words
from desist.scheduling.machine_code import compiled

BEYOND = 1 << 60


class Choices(NamedTuple):
    """What each series may choose. Teams of series ``s`` stand at ``first[s]`` on, cheapest first.

    ``alone`` is what a team costs where nothing has a price; ``times`` the times it may use, room
    and availability considered; ``rooms`` the rooms of the series, -1 where there are no more.
    """

    first: Whole
    members: Whole
    alone: Whole
    extra: Whole
    times: Words
    rooms: Whole
    open_rooms: Words
    sessions: Whole
    gap: Whole
    weight: Whole
    unplaced: Whole


@compiled
def cheapest_times(
    prices: Whole, times: Whole, shape: tuple[int, int, int, int], table: Whole, out: Whole
) -> int:
    """The least sum of prices and end over all ways to place a series on these times, in order.

    ``shape`` is sessions, gap, the price of ending a slot later, and the number of times.
    ``table[k, i]`` is the least price of sessions 0 to k where session k is at one of the first
    i + 1 times; the choice is traced back from it into ``out``.
    """
    sessions, gap, slope, count = shape
    for turn in range(sessions):
        before, least = -1, np.int64(BEYOND)
        for at in range(count):
            value = prices[at]
            if turn == sessions - 1:
                value += slope * times[at]
            if turn > 0:
                while times[before + 1] <= times[at] - gap:
                    before += 1
                value = value + table[turn - 1, before] if before >= 0 else np.int64(BEYOND)
            least = min(least, value)
            table[turn, at] = least
    total = table[sessions - 1, count - 1]
    if total >= BEYOND:
        return BEYOND
    at = count - 1
    for turn in range(sessions - 1, -1, -1):
        while at > 0 and table[turn, at - 1] == table[turn, at]:
            at -= 1
        out[turn] = times[at]
        latest = times[at] - gap
        while turn > 0 and times[at] > latest:
            at -= 1
    return total


@compiled
def choose(
    choices: Choices, prices: Whole, scale: int, team_of: Whole, times_of: Whole
) -> tuple[int, int]:
    """The sum over the series of their cheapest choice, and how many teams were weighed."""
    horizon = prices.shape[1]
    longest = times_of.shape[1]
    room_price, price = np.zeros(horizon, np.int64), np.zeros(horizon, np.int64)
    times, table = np.zeros(horizon + 1, np.int64), np.zeros((longest, horizon), np.int64)
    out = np.zeros(longest, np.int64)
    total, weighed = np.int64(0), 0
    for at in range(choices.sessions.shape[0]):
        best = scale * choices.unplaced[at]
        team_of[at] = -1
        _room_prices(choices, prices, at, room_price)
        slope = scale * choices.weight[at]
        for team in range(choices.first[at], choices.first[at + 1]):
            if scale * choices.alone[team] >= best:
                break
            base = scale * choices.extra[team]
            count = 0
            for time in range(min(horizon, (best - base) // slope + 1)):
                if choices.times[team, time >> 6] >> np.uint64(time & 63) & np.uint64(1):
                    times[count] = time
                    price[count] = room_price[time]
                    for which in range(choices.members.shape[1]):
                        if choices.members[team, which] >= 0:
                            price[count] += prices[choices.members[team, which], time]
                    count += 1
            if count == 0:
                continue
            times[count] = BEYOND
            weighed += 1
            shape = (choices.sessions[at], choices.gap[at], slope, count)
            found = base + cheapest_times(price, times, shape, table, out)
            if found < best:
                best = found
                team_of[at] = team
                for turn in range(choices.sessions[at]):
                    times_of[at, turn] = out[turn]
        total += best
    return total, weighed


@compiled
def _room_prices(choices: Choices, prices: Whole, at: int, out: Whole) -> None:
    """At each time the price of the cheapest room that is open to the series then."""
    for time in range(out.shape[0]):
        out[time] = BEYOND
        for which in range(choices.rooms.shape[1]):
            room = choices.rooms[at, which]
            if room >= 0 and choices.open_rooms[room, time >> 6] >> np.uint64(
                time & 63
            ) & np.uint64(1):
                out[time] = min(out[time], prices[room, time])


@compiled
def uses(
    choices: Choices, prices: Whole, team_of: Whole, times_of: Whole, out: NDArray[np.float64]
) -> None:
    """How often each resource is used at each time by these choices, less the one use it has."""
    out[:, :] = -1.0
    for at in range(team_of.shape[0]):
        if team_of[at] < 0:
            continue
        for turn in range(choices.sessions[at]):
            time = times_of[at, turn]
            for which in range(choices.members.shape[1]):
                if choices.members[team_of[at], which] >= 0:
                    out[choices.members[team_of[at], which], time] += 1.0
            cheapest = np.int64(-1)
            for which in range(choices.rooms.shape[1]):
                room = choices.rooms[at, which]
                if (
                    room >= 0
                    and choices.open_rooms[room, time >> 6] >> np.uint64(time & 63) & np.uint64(1)
                    and (cheapest < 0 or prices[room, time] < prices[cheapest, time])
                ):
                    cheapest = room
            if cheapest >= 0:
                out[cheapest, time] += 1.0
