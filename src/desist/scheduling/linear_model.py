"""Linear model: whole-number variables, linear rules with names, and a proven optimum.

Built on the compiled part of OR-Tools' CP-SAT alone: its Python layer (``cp_model``) imports
pandas, which takes far longer than everything that is solved here. A test compares the two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NewType

from ortools.sat.python import cp_model_helper as solver

Variable = NewType("Variable", int)
Terms = Mapping[Variable, int]
"""A weighted sum: each variable with its whole-number weight."""

UNBOUNDED = 2**62
DETERMINISTIC_SECONDS = 60.0
"""Work after which the solver gives up, in its own unit that does not depend on the machine."""


class NotProven(RuntimeError):
    """The solver gave up before it had proven an optimum or that there is none."""


@dataclass(frozen=True, kw_only=True)
class Requirement:
    """A weighted sum that lies between two bounds, and the rule on whose behalf it does."""

    terms: Terms
    at_least: int
    at_most: int
    rule: str | None


@dataclass(frozen=True)
class Solution:
    """A proven optimum: a value for each variable."""

    values: tuple[int, ...]

    def __getitem__(self, variable: Variable) -> int:
        return self.values[variable]

    def total(self, terms: Terms) -> int:
        """The value of a weighted sum."""
        return sum(weight * self.values[variable] for variable, weight in terms.items())


@dataclass
class LinearModel:
    """Variables, requirements and an objective; every answer is exact and repeatable.

    One worker and a fixed seed search in the same order every time. Where several solutions are
    optimal the one returned may still differ between versions of the solver: an objective that
    leaves no ties is the caller's part.
    """

    bounds: list[tuple[int, int]] = field(default_factory=list)
    requirements: list[Requirement] = field(default_factory=list)
    objective: Terms = field(default_factory=dict)

    def boolean(self) -> Variable:
        """A new variable that is 0 or 1."""
        return self.integer(at_least=0, at_most=1)

    def integer(self, *, at_least: int, at_most: int) -> Variable:
        """A new whole-number variable between two bounds, both included.

        Raises:
            ValueError: no number lies between them.
        """
        if at_least > at_most:
            raise ValueError(f"no number lies between {at_least} and {at_most}")
        self.bounds.append((at_least, at_most))
        return Variable(len(self.bounds) - 1)

    def require(
        self,
        terms: Terms,
        *,
        at_least: int = -UNBOUNDED,
        at_most: int = UNBOUNDED,
        rule: str | None = None,
    ) -> None:
        """Keep a weighted sum between two bounds.

        ``rule`` names what the requirement stands for, so that a contradiction can be explained;
        a requirement without one is what the variables mean and is never in question.
        """
        self.requirements.append(
            Requirement(terms=dict(terms), at_least=at_least, at_most=at_most, rule=rule)
        )

    def maximise(self, terms: Terms) -> None:
        """Look for the greatest value of a weighted sum."""
        self.minimise({variable: -weight for variable, weight in terms.items()})

    def minimise(self, terms: Terms) -> None:
        """Look for the least value of a weighted sum."""
        self.objective = dict(terms)

    def solve(self) -> Solution | None:
        """A proven optimum, or None where the requirements contradict each other.

        Raises:
            NotProven: the solver gave up.
        """
        return _answer(self._written(self.requirements, self.objective))

    def conflict(self) -> tuple[str, ...]:
        """A smallest set of rules that cannot all be kept; empty where all can.

        Smallest in that the rest of the set could be kept once any one of it is given up. Found
        by deletion: each rule in turn, in order of first appearance, is given up for good if the
        contradiction remains without it. Where there are several such sets, this names the rules
        that were required last.

        Raises:
            NotProven: the solver gave up.
            ValueError: the contradiction lies in requirements that no rule stands for.
        """
        kept = list(dict.fromkeys(each.rule for each in self.requirements if each.rule))
        if self._can_keep(kept):
            return ()
        if not self._can_keep([]):
            raise ValueError("the variables contradict each other whatever the rules")
        for rule in tuple(kept):
            others = [each for each in kept if each != rule]
            if not self._can_keep(others):
                kept = others
        return tuple(kept)

    def _can_keep(self, rules: Iterable[str]) -> bool:
        """Whether the requirements of these rules can be met together."""
        names = {None, *rules}
        requirements = (each for each in self.requirements if each.rule in names)
        return _answer(self._written(requirements, {})) is not None

    def _written(self, requirements: Iterable[Requirement], objective: Terms) -> Any:
        """The model as the solver reads it."""
        written = solver.CpModelProto()
        for at_least, at_most in self.bounds:
            written.variables.add().domain.extend([at_least, at_most])
        for each in requirements:
            linear = written.constraints.add().linear
            linear.vars.extend(list(each.terms))
            linear.coeffs.extend(list(each.terms.values()))
            linear.domain.extend([each.at_least, each.at_most])
        if objective:
            written.objective.vars.extend(list(objective))
            written.objective.coeffs.extend(list(objective.values()))
        return written


def _answer(written: Any) -> Solution | None:
    """The solver's answer to a written model."""
    parameters = solver.SatParameters()
    parameters.num_workers = 1
    parameters.random_seed = 1
    parameters.max_deterministic_time = DETERMINISTIC_SECONDS
    # Small models: what symmetry and probing find out costs more than it saves, while cuts with
    # small coefficients save most of the search (bench/plan.py measures it).
    parameters.symmetry_level = 0
    parameters.cp_model_probing_level = 0
    parameters.linearization_level = 2
    parameters.max_integer_rounding_scaling = 100
    search: Any = solver.SolveWrapper()
    search.set_parameters(parameters)
    response = search.solve(written)
    if response.status == solver.CpSolverStatus.OPTIMAL:
        return Solution(tuple(response.solution))
    if response.status == solver.CpSolverStatus.INFEASIBLE:
        return None
    raise NotProven(f"the solver stopped with {response.status.name}")


def lexicographic(stages: Iterable[tuple[Terms, int]]) -> Terms:
    """One weighted sum to minimise that puts each stage before all that follow it.

    Each stage is a weighted sum with the width of the range that it can take; one step in it
    outweighs all that the later stages could ever gain.
    """
    combined: dict[Variable, int] = {}
    weight = 1
    for terms, width in reversed(list(stages)):
        for variable, each in terms.items():
            combined[variable] = combined.get(variable, 0) + weight * each
        weight *= width + 1
    return combined


def in_chunks(variables: Iterable[Variable], size: int = 30) -> Iterator[tuple[Variable, ...]]:
    """Runs of at most ``size`` variables, short enough for weights that are powers of two."""
    remaining = tuple(variables)
    while remaining:
        yield remaining[:size]
        remaining = remaining[size:]
