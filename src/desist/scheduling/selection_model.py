"""Selection model: exercises, sessions and covered needs of one person as a linear model."""

from __future__ import annotations

from dataclasses import dataclass, field

from desist.programme.curriculum import Exercise, Format, Programme
from desist.programme.treatment_plan import NeedCoverage, PlanRequest
from desist.scheduling.linear_model import (
    LinearModel,
    Solution,
    Terms,
    Variable,
    in_chunks,
    lexicographic,
)
from desist.scheduling.need_coverage import coverage_of


@dataclass(frozen=True, kw_only=True)
class Reach:
    """What the best selection of at most so many sessions comes to, stage by stage."""

    strong: int
    some: int
    sessions: int


def session_room(format_: Format, module: str) -> int:
    """Minutes of one session of a module that exercises can use."""
    block = next(each for each in format_.block if each.module == module)
    return format_.working_minutes(block)


def most_sessions(format_: Format, request: PlanRequest) -> int:
    """The most sessions that the format and the request allow together."""
    if request.sessions_at_most is None:
        return format_.maximum_sessions
    return min(format_.maximum_sessions, request.sessions_at_most)


def preference(programme: Programme) -> tuple[str, ...]:
    """Every exercise, the one to be left out last first."""
    return tuple(dict.fromkeys((*programme.fill_order, *(each.id for each in programme.exercise))))


@dataclass
class SelectionModel:
    """The hard rules and the measures of one selection for one person."""

    programme: Programme
    format_: Format
    request: PlanRequest
    model: LinearModel = field(default_factory=LinearModel)
    chosen: dict[str, Variable] = field(default_factory=dict)
    modules: dict[str, Variable] = field(default_factory=dict)
    strong: dict[Variable, int] = field(default_factory=dict)
    """For each strong need its covered exercises, with how many are asked."""
    some: dict[Variable, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.chosen = {each.id: self.model.boolean() for each in self.programme.exercise}
        for module in self.programme.module:
            self._add_module(module.id)
        for exercise in self.programme.exercise:
            self._add_prerequisites(exercise)
        self._add_dose()
        self._add_requests()
        for need in coverage_of((), programme=self.programme, request=self.request):
            self._add_need(need)

    def _add_module(self, module: str) -> None:
        """Sessions of a module: its minutes by the minutes of a session, rounded up."""
        exercises = self.programme.exercises_of(module)
        working = session_room(self.format_, module)
        most = -(-sum(each.minutes for each in exercises) // working)
        sessions = self.modules[module] = self.model.integer(at_least=0, at_most=most)
        minutes = {self.chosen[each.id]: each.minutes for each in exercises}
        self.model.require({**minutes, sessions: -working}, at_least=1 - working, at_most=0)
        anything = {self.chosen[each.id]: 1 for each in exercises}
        self.model.require(anything, at_least=1, rule="every_module")
        for each in exercises:
            if each.core:
                self.model.require({self.chosen[each.id]: 1}, at_least=1, rule="core")

    def _add_prerequisites(self, exercise: Exercise) -> None:
        for earlier in exercise.requires:
            pair = {self.chosen[earlier]: 1, self.chosen[exercise.id]: -1}
            self.model.require(pair, at_least=0, rule=f"prerequisites:{exercise.id}")

    def _add_dose(self) -> None:
        least = self.format_.minimum_sessions
        self.model.require(self._all_sessions(), at_least=least, rule="minimum_sessions")
        self.limit_sessions(self.format_.maximum_sessions, rule="maximum_sessions")

    def limit_sessions(self, at_most: int | None, *, rule: str | None = None) -> None:
        """Allow no more sessions than this, where there is such a limit."""
        if at_most is not None:
            self.model.require(self._all_sessions(), at_most=at_most, rule=rule)

    def _add_requests(self) -> None:
        for id_ in self.request.include:
            self.model.require({self.chosen[id_]: 1}, at_least=1, rule=f"include:{id_}")
        for id_ in self.request.exclude:
            self.model.require({self.chosen[id_]: 1}, at_most=0, rule=f"exclude:{id_}")

    def _add_need(self, need: NeedCoverage) -> None:
        """Covered exercises of a need: those chosen that serve it, up to what is asked."""
        serving = {
            self.chosen[each.id]: -1
            for each in self.programme.exercise
            if need.need in each.serves_needs
        }
        covered = self.model.integer(at_least=0, at_most=need.asked)
        self.model.require({covered: 1, **serving}, at_most=0)
        (self.strong if need.strength == "strong" else self.some)[covered] = need.asked

    def best(self) -> Reach | None:
        """The first three stages; None where no selection keeps the rules."""
        return self._reach(
            (*self._coverage(), (self._all_sessions(), self.format_.maximum_sessions))
        )

    def most_covered(self) -> Reach | None:
        """The first two stages alone, in sessions that need not be the fewest."""
        return self._reach(self._coverage())

    def _coverage(self) -> tuple[tuple[Terms, int], ...]:
        """What is covered of strong needs, then of the others, each with the range it can take."""
        return tuple(
            (dict.fromkeys(needs, -1), sum(needs.values())) for needs in (self.strong, self.some)
        )

    def _all_sessions(self) -> Terms:
        return dict.fromkeys(self.modules.values(), 1)

    def _reach(self, stages: tuple[tuple[Terms, int], ...]) -> Reach | None:
        self.model.minimise(lexicographic(stages))
        solution = self.model.solve()
        if solution is None:
            return None
        return Reach(
            strong=solution.total(dict.fromkeys(self.strong, 1)),
            some=solution.total(dict.fromkeys(self.some, 1)),
            sessions=solution.total(self._all_sessions()),
        )

    def untied(self, reach: Reach) -> frozenset[str]:
        """The fourth stage: the one selection that comes to this and is preferred.

        Powers of two as weights put each exercise before all that are preferred to it; a long
        order is decided in runs, so that the weights stay small.

        Raises:
            ValueError: no selection comes to this.
        """
        fixed = (
            (dict.fromkeys(self.strong, 1), reach.strong),
            (dict.fromkeys(self.some, 1), reach.some),
            (self._all_sessions(), reach.sessions),
        )
        for terms, value in fixed:
            self.model.require(terms, at_least=value, at_most=value)
        core = {each.id for each in self.programme.exercise if each.core}
        last_first = [id_ for id_ in reversed(preference(self.programme)) if id_ not in core]
        preferred = Solution(())
        for run in list(in_chunks(self.chosen[id_] for id_ in last_first)) or [()]:
            self.model.minimise(lexicographic([({each: 1}, 1) for each in run]))
            found = self.model.solve()
            if found is None:
                raise ValueError(f"no selection comes to {reach}")
            for each in run:
                self.model.require({each: 1}, at_least=found[each], at_most=found[each])
            preferred = found
        return frozenset(id_ for id_, each in self.chosen.items() if preferred[each])

    def sessions_of(self, exercises: tuple[str, ...]) -> dict[str, int]:
        """How many sessions each module takes with these exercises."""
        taken = {}
        for module in self.modules:
            inside = (e for e in self.programme.exercises_of(module) if e.id in exercises)
            working = session_room(self.format_, module)
            taken[module] = -(-sum(each.minutes for each in inside) // working)
        return taken
