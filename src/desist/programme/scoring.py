"""Scoring: what the answers to one scale add up to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from desist.programme.entry import Grade


@dataclass(frozen=True, kw_only=True)
class ScaleScore:
    """One scale of one administration."""

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
    problem_end: Literal["high", "low", "none"]
    grade: Grade

    @property
    def id(self) -> str:
        """How other files name this scale: ``bis-11/total``."""
        return f"{self.instrument}/{self.scale}"
