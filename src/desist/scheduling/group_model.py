"""Group model: forming groups as whole-number variables, for a proven optimum of small pools."""

from __future__ import annotations

from dataclasses import dataclass, field

from desist.scheduling.group_problem import GroupProblem, bits
from desist.scheduling.group_search import Arrangement
from desist.scheduling.linear_model import LinearModel, Solution, Variable

PROVABLE_SEATS = 60
"""Pairs of a person and a group up to which an optimum is proven; beyond, the search decides."""
OLDEST = 120


@dataclass
class GroupModel:
    """One problem written down: who sits where, which groups form, and when they meet."""

    problem: GroupProblem
    model: LinearModel = field(default_factory=LinearModel)
    seat: dict[tuple[int, int], Variable] = field(default_factory=dict)
    forms: dict[int, Variable] = field(default_factory=dict)
    cost: dict[Variable, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Write every rule down."""
        problem = self.problem
        for group, part in enumerate(problem.parts):
            kept = 1 if part.fixed else 0
            self.forms[group] = self.model.integer(at_least=kept, at_most=1)
            for person in sorted(problem.open_to[group]):
                self.seat[person, group] = self.model.boolean()
                gain = problem.out_cost[person] - problem.seat_cost[person][group]
                self.cost[self.seat[person, group]] = -gain
        for person in range(len(problem.people)):
            seats = {seat: 1 for (each, _), seat in self.seat.items() if each == person}
            self.model.require(seats, at_most=1)
        for group in self.forms:
            self._size(group)
            self._week(group)
            self._apart(group)
            self._focus(group)
            self._ages(group)
        self.model.minimise(self.cost)

    def _seats(self, group: int) -> dict[int, Variable]:
        return {person: seat for (person, each), seat in self.seat.items() if each == group}

    def _size(self, group: int) -> None:
        part = self.problem.parts[group]
        seats: dict[Variable, int] = dict.fromkeys(self._seats(group).values(), 1)
        self.model.require({**seats, self.forms[group]: -part.at_least}, at_least=0)
        self.model.require({**seats, self.forms[group]: -part.at_most}, at_most=0)

    def _week(self, group: int) -> None:
        """Enough parts of the week are kept, and nobody sits there who is not free in all."""
        part = self.problem.parts[group]
        kept = {each: self.model.boolean() for each in bits(part.parts)}
        for person, seat in self._seats(group).items():
            for each, variable in kept.items():
                if not self.problem.week[person] >> each & 1:
                    self.model.require({seat: 1, variable: 1}, at_most=1)
            enough = dict.fromkeys(kept.values(), 1)
            self.model.require({**enough, seat: -part.parts_needed}, at_least=0)

    def _apart(self, group: int) -> None:
        seats = self._seats(group)
        for person, seat in seats.items():
            for other in bits(self.problem.apart[person] & ((1 << person) - 1)):
                if other in seats:
                    self.model.require({seat: 1, seats[other]: 1}, at_most=1)

    def _focus(self, group: int) -> None:
        part, rule = self.problem.parts[group], self.problem.question.rule
        aim = rule.focus.members_at_least
        for module, already in zip(part.modules, part.focused, strict=True):
            if already >= aim:
                continue
            lacking = self.model.integer(at_least=0, at_most=aim)
            terms: dict[Variable, int] = {
                seat: 1
                for person, seat in self._seats(group).items()
                if module in self.problem.focus[person]
            }
            terms |= {lacking: 1, self.forms[group]: already - aim}
            self.model.require(terms, at_least=0)
            self.cost[lacking] = rule.weights.focus

    def _ages(self, group: int) -> None:
        part, rule = self.problem.parts[group], self.problem.question.rule
        youngest = self.model.integer(at_least=0, at_most=min(part.ages, default=OLDEST))
        oldest = self.model.integer(at_least=max(part.ages, default=0), at_most=OLDEST)
        beyond = self.model.integer(at_least=0, at_most=OLDEST)
        for person, seat in self._seats(group).items():
            age = self.problem.ages[person]
            self.model.require({youngest: 1, seat: OLDEST - age}, at_most=OLDEST)
            self.model.require({oldest: 1, seat: -age}, at_least=0)
        most = rule.age_spread.years_at_most
        self.model.require({oldest: 1, youngest: -1, beyond: -1}, at_most=most)
        self.cost[beyond] = rule.weights.age_spread

    def arrangement(self, solution: Solution) -> Arrangement:
        """Who sits where in a solution."""
        found = Arrangement(
            members=[0] * len(self.problem.parts), seat=[None] * len(self.problem.people)
        )
        for (person, group), seat in self.seat.items():
            if solution[seat]:
                found.place(person, group)
        return found


def is_provable(problem: GroupProblem) -> bool:
    """Whether the problem is small enough to prove an optimum at once."""
    return sum(map(len, problem.open_to)) <= PROVABLE_SEATS


def best_arrangement(problem: GroupProblem) -> Arrangement:
    """The cheapest arrangement of all, proven.

    Raises:
        NotProven: the solver gave up.
    """
    written = GroupModel(problem=problem)
    solution = written.model.solve()
    if solution is None:
        raise AssertionError("leaving everybody out is always possible")
    return written.arrangement(solution)
