"""Group search: good groups fast, by a greedy start and many small changes, the same every time.

The greedy start does what a careful person does by hand: in the order of the list, each person
gets the seat that costs least. The search then moves, exchanges and dissolves, accepting a little
loss early and none late, and keeps the best that it saw. Its steps are counted, not timed, so that
one seed gives one answer on every machine.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from desist.scheduling.group_problem import GroupProblem, Members, bits

STEPS_A_PERSON = 150
FIRST_TEMPERATURE, LAST_TEMPERATURE = 60.0, 1.0
"""In units of cost: what a step may lose at the beginning and at the end."""
REBUILDS = 1000
"""Steps, of all, that dissolve a group or two and form them anew."""
LEAVES = 0.02
"""How often somebody is taken out without an exchange."""
TRIES = 2
"""Ways tried each time that groups are formed anew."""
STEPS_AT_LEAST = 20_000


@dataclass
class Arrangement:
    """Who joins which group: for each group a set of people, and where each person sits."""

    members: list[Members]
    seat: list[int | None]

    def copy(self) -> Arrangement:
        """The same, to be changed by itself."""
        return Arrangement(members=list(self.members), seat=list(self.seat))

    def place(self, person: int, group: int | None) -> None:
        """Seat a person in a group, or (None) take them out."""
        before = self.seat[person]
        if before is not None:
            self.members[before] &= ~(1 << person)
        if group is not None:
            self.members[group] |= 1 << person
        self.seat[person] = group


def cost_of(problem: GroupProblem, arrangement: Arrangement) -> int:
    """The weighted sum of all soft measures.

    Raises:
        ValueError: a group has members that it may not have.
    """
    gains = [problem.gain(group, each) for group, each in enumerate(arrangement.members)]
    if any(each is None for each in gains):
        raise ValueError("a group breaks a hard rule")
    return problem.all_out - sum(each for each in gains if each is not None)


def greedy(problem: GroupProblem, order: Sequence[int]) -> Arrangement:
    """Each person in this order into the cheapest seat; what stays too small is dissolved.

    The smallest group that cannot begin goes first, and its people are offered the others again.
    """
    arrangement = Arrangement(members=[0] * len(problem.parts), seat=[None] * len(problem.people))
    closed: set[int] = set()
    while True:
        for person in order:
            if arrangement.seat[person] is None:
                group = _cheapest(problem, arrangement, person, closed)
                arrangement.place(person, group)
        small = [
            (each.bit_count(), group)
            for group, each in enumerate(arrangement.members)
            if group not in closed and problem.gain(group, each) is None
        ]
        if not small:
            return arrangement
        _, group = min(small)
        closed.add(group)
        for person in bits(arrangement.members[group]):
            arrangement.place(person, None)


def _cheapest(
    problem: GroupProblem, arrangement: Arrangement, person: int, closed: set[int]
) -> int | None:
    """The open group where the person adds most; None where no group can take them."""
    best: tuple[int, int] | None = None
    for group in problem.seat_cost[person]:
        if group in closed:
            continue
        members = arrangement.members[group]
        after = problem.partial_gain(group, members | 1 << person)
        before = problem.partial_gain(group, members)
        if after is not None and before is not None:
            found = (before - after, group)
            best = found if best is None else min(best, found)
    return None if best is None else best[1]


def search(problem: GroupProblem, start: Arrangement, *, seed: int) -> Arrangement:
    """The best arrangement found from here; never worse than ``start``."""
    if not problem.people:
        return start
    return _Search(problem, start, seed).run()


class _Search:
    """One search with its own luck."""

    def __init__(self, problem: GroupProblem, start: Arrangement, seed: int) -> None:
        self.problem, self.now = problem, start.copy()
        self.lucky = Random(seed)  # noqa: S311 - a search, no secret
        self.temperature = FIRST_TEMPERATURE
        self.open_to = [sorted(each) for each in problem.open_to]
        self.groups = [tuple(sorted(each)) for each in problem.seat_cost]
        self.saved = problem.all_out - cost_of(problem, start)
        self.best, self.most_saved = start.copy(), self.saved

    def run(self) -> Arrangement:
        """All steps, from warm to cold."""
        steps = max(STEPS_A_PERSON * len(self.problem.people), STEPS_AT_LEAST)
        cooling = (LAST_TEMPERATURE / FIRST_TEMPERATURE) ** (1 / steps)
        for _ in range(steps):
            self.temperature *= cooling
            if self.lucky.random() < REBUILDS / steps:
                self._rebuild()
            else:
                self._move(self.lucky.randrange(len(self.problem.people)))
            if self.saved > self.most_saved:
                self.best, self.most_saved = self.now.copy(), self.saved
        return self.best

    def _move(self, person: int) -> None:
        """Seat a person elsewhere, alone or in exchange for somebody."""
        seat = self.now.seat[person]
        groups = self.groups[person]
        if not groups:
            return
        group = groups[self.lucky.randrange(len(groups))]
        if group == seat:
            if self.lucky.random() < LEAVES:
                self._try({person: None})
            return
        members = self.now.members[group]
        full = members.bit_count() >= self.problem.parts[group].at_most
        clash = members & self.problem.apart[person]
        if clash.bit_count() > 1 or not members:
            return
        if not full and not clash and self.lucky.random() < 0.7:
            self._try({person: group})
            return
        rivals = tuple(bits(clash or members))
        rival = rivals[self.lucky.randrange(len(rivals))]
        self._try({person: group, rival: seat})

    def _try(self, moves: dict[int, int | None]) -> None:
        """Make these moves together if they are allowed and good enough."""
        changed = {
            group: self.now.members[group]
            for person, to in moves.items()
            for group in (self.now.seat[person], to)
            if group is not None
        }
        after = dict(changed)
        for person, to in moves.items():
            seat = self.now.seat[person]
            if seat is not None:
                after[seat] &= ~(1 << person)
            if to is not None:
                after[to] |= 1 << person
        difference = 0
        for group, members in after.items():
            gain = self.problem.gain(group, members)
            before = self.problem.gain(group, changed[group])
            if gain is None or before is None:
                return
            difference += gain - before
        if self._accepts(difference):
            self.saved += difference
            for person, to in moves.items():
                self.now.place(person, to)

    def _accepts(self, difference: int) -> bool:
        if difference >= 0:
            return True
        return self.lucky.random() < math.exp(difference / self.temperature)

    def _rebuild(self) -> None:
        """Dissolve a group or two and form them anew, at other times, from those who are out."""
        count = min(self.lucky.choice((1, 2)), len(self.problem.parts))
        groups = self.lucky.sample(range(len(self.problem.parts)), count)
        before = [self.problem.gain(group, self.now.members[group]) or 0 for group in groups]
        found = max(self._anew(groups) for _ in range(TRIES))
        if self._accepts(found[0] - sum(before)):
            self.saved += found[0] - sum(before)
            for group in groups:
                for person in bits(self.now.members[group]):
                    self.now.place(person, None)
            for group, members in zip(groups, found[1], strict=True):
                for person in bits(members):
                    self.now.place(person, group)

    def _anew(self, groups: Sequence[int]) -> tuple[int, tuple[Members, ...]]:
        """One way to form these groups anew, one after the other, with what it saves."""
        taken, saved, formed = 0, 0, []
        for group in groups:
            free = [
                person
                for person in self.open_to[group]
                if self.now.seat[person] in (None, *groups) and not taken >> person & 1
            ]
            members = self._formed(group, free)
            gain = self.problem.gain(group, members)
            if gain is None:
                members, gain = 0, self.problem.gain(group, 0)
            saved += gain or 0
            taken |= members
            formed.append(members)
        return saved, tuple(formed)

    def _formed(self, group: int, free: Sequence[int]) -> Members:
        """A group of those who are free at one time, dearest to leave out first, with some luck."""
        problem, part = self.problem, self.problem.parts[group]
        times = tuple(bits(part.parts))
        if len(times) < part.parts_needed:
            return 0
        week = sum(1 << each for each in self.lucky.sample(times, part.parts_needed))
        cost = problem.out_cost
        ranked = sorted(
            (person for person in free if problem.week[person] & week == week),
            key=lambda each: -cost[each] * (0.8 + 0.4 * self.lucky.random()),
        )
        members = 0
        for person in ranked:
            if members.bit_count() == part.at_most:
                break
            if not members & problem.apart[person]:
                members |= 1 << person
        return members
