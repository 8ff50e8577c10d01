"""Treatment plan: which exercises one person does, in which sessions, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from desist.programme.curriculum import Setting
from desist.programme.decision import Decision, Plain, Reason
from desist.programme.treatment_need import Strength

Role = Literal["focus", "contribution"]

PLANNED = "planned"
INFEASIBLE = "infeasible"


@dataclass(frozen=True, kw_only=True)
class PlanRequest:
    """What a plan is asked to do for one person.

    ``needs`` gives the strength of each treatment need by its id; ``include`` and ``exclude``
    name exercises that must and must not be in the plan.
    """

    needs: Mapping[str, Strength] = field(default_factory=dict)
    sessions_at_most: int | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    @property
    def active_needs(self) -> tuple[str, ...]:
        """The needs that ask for anything, strong ones first."""
        strong = [need for need, strength in self.needs.items() if strength == "strong"]
        some = [need for need, strength in self.needs.items() if strength == "some"]
        return (*strong, *some)


@dataclass(frozen=True, kw_only=True)
class PlannedModule:
    """A module with the number of its sessions and its exercises in the order they are done."""

    id: str
    sessions: int
    exercises: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Accounted:
    """Why one exercise is in a plan or is left out of it."""

    id: str
    reason: Reason

    @property
    def reason_code(self) -> str:
        """The code of the reason, such as ``plan.omitted.no_room``."""
        return self.reason.code

    @property
    def values(self) -> Mapping[str, Plain]:
        """What the sentence of the reason mentions."""
        return self.reason.values


@dataclass(frozen=True, kw_only=True)
class Chosen(Accounted):
    """An exercise of the plan and what brought it in."""


@dataclass(frozen=True, kw_only=True)
class Omitted(Accounted):
    """An exercise that is left out and the first reason that applies."""


@dataclass(frozen=True, kw_only=True)
class SessionPart:
    """One exercise, or one part of an exercise that spans sessions, within a session."""

    exercise: str
    minutes: int
    part: int = 1
    parts: int = 1


@dataclass(frozen=True, kw_only=True)
class PlannedSession:
    """One session: its number from 1, its one module, and what is done in it, in order.

    ``minutes`` is its whole length, with the fixed opening and review of practice.
    """

    number: int
    module: str
    setting: Setting
    minutes: int
    parts: tuple[SessionPart, ...] = ()


@dataclass(frozen=True, kw_only=True)
class NeedCoverage:
    """How many exercises the programme asks for a need of this strength, and how many are in."""

    need: str
    strength: Strength
    asked: int
    planned: int

    @property
    def covered(self) -> int:
        """The exercises that count: no more than were asked."""
        return min(self.asked, self.planned)


@dataclass(frozen=True, kw_only=True)
class CurvePoint:
    """The share of the asked coverage that the best plan of at most so many sessions reaches.

    ``strong`` counts strong needs alone, ``all`` every need; both are fractions, and 1 where
    nothing is asked.
    """

    sessions: int
    strong: float
    all: float


@dataclass(frozen=True, kw_only=True)
class TreatmentPlan:
    """One person's plan in one format of a programme.

    ``minutes`` is the whole dose, ``session_minutes`` the length of its longest session.
    ``chosen`` and ``omitted`` account for every exercise of the programme. ``curve`` has a point
    for each number of sessions of the format's dose in which some plan is possible, and is empty
    where nothing is chosen. ``roles`` says in a group whether this person is the focus of an
    exercise or attends and contributes; it is empty in the individual format.
    """

    format: str
    sessions: int
    minutes: int
    session_minutes: int
    modules: tuple[PlannedModule, ...]
    chosen: tuple[Chosen, ...] = ()
    omitted: tuple[Omitted, ...] = ()
    schedule: tuple[PlannedSession, ...]
    coverage: tuple[NeedCoverage, ...] = ()
    curve: tuple[CurvePoint, ...] = ()
    roles: Mapping[str, Role] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class PlannedTreatment:
    """The answer to a request: a plan, or none, and the decision that explains it.

    The decision's outcome is ``planned``, ``infeasible`` (its reasons are a smallest set of rules
    that cannot all be kept) or ``awaiting_adoption``.
    """

    plan: TreatmentPlan | None
    decision: Decision
