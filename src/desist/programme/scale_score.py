"""Scale score: what one administration of an instrument gives, scale by scale."""

from __future__ import annotations

from dataclasses import dataclass

from desist.programme.decision import Decision
from desist.programme.entry import Grade
from desist.programme.instrument import ProblemEnd


@dataclass(frozen=True, kw_only=True)
class ScaleScore:
    """One scale of one administration.

    ``raw`` is None where it could not be scored. ``missing`` are the numbers of the scale's items
    that have no answer. ``entered``: the score came from elsewhere, not from answers; it then has
    no count of items. ``low`` and ``high`` are the ends of the range, None where unknown.
    """

    instrument: str
    scale: str
    title: str
    raw: float | None
    answered: int
    items: int
    missing: tuple[int, ...]
    prorated: bool
    entered: bool
    low: float | None
    high: float | None
    problem_end: ProblemEnd
    grade: Grade

    @property
    def id(self) -> str:
        """How other files name this scale: ``bis-11/total``."""
        return f"{self.instrument}/{self.scale}"


@dataclass(frozen=True, kw_only=True)
class ScoredInstrument:
    """Every scale of one administration, and how each came about.

    ``safety_items`` are the items that ask for somebody to look the same day.
    """

    instrument: str
    instrument_title: str
    form_order: str | None
    scales: tuple[ScaleScore, ...]
    decision: Decision
    safety_items: tuple[int, ...] = ()

    def score_of(self, scale: str) -> ScaleScore | None:
        """The score of one scale, or None where this administration does not give it."""
        return next((each for each in self.scales if each.scale == scale), None)
