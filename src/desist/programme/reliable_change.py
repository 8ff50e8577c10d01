"""Reliable change: whether one person's score moved further than the instrument's error.

Jacobson and Truax (1991): a change counts where it is larger than the normal deviate times
SD x sqrt(2 x (1 - r)). Which reliability is used changes the answer, so it is always said. A
changed score is no evidence of less reconviction, and never becomes a level of risk.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist
from typing import Literal

from desist.programme.entry import Grade, lowest_grade
from desist.programme.instrument import Instrument, ProblemEnd, Reliability
from desist.programme.norm import Norm
from desist.programme.proportion import LEVEL

Moved = Literal["better", "worse", "moved", "none"]
"""``moved``: reliably, on a scale of which neither end is a problem."""
Unjudged = Literal["no_norm", "no_reliability", "awaiting_adoption"]
PREFERRED = ("retest", "alpha", "split_half")
"""A reliability over time first: it is change over time that is asked about."""


@dataclass(frozen=True, kw_only=True)
class ScaleChange:
    """How far a score moved, and whether that is more than error.

    ``least`` is the smallest change that counts, in raw points; where it is None ``unjudged``
    says why.
    """

    before: float
    after: float
    least: float | None = None
    moved: Moved | None = None
    reliability: Reliability | None = None
    norm: str | None = None
    grade: Grade | None = None
    unjudged: Unjudged | None = None

    @property
    def change(self) -> float:
        """After minus before, in raw points."""
        return self.after - self.before


def judge_change(
    before: float, after: float, *, scale: str, instrument: Instrument, norm: Norm | None
) -> ScaleChange:
    """The change of one scale between two administrations.

    ``scale`` is its id within the instrument; the standard deviation is that of the norm.

    Raises:
        ValueError: the instrument has no such scale.
    """
    held = next((each for each in instrument.scale if each.id == scale), None)
    if held is None:
        raise ValueError(f"{instrument.id} has no scale {scale}")
    if norm is None or norm.sd is None:
        return ScaleChange(before=before, after=after, unjudged="no_norm")
    known = sorted(held.reliability, key=lambda each: _order(each, instrument))
    usable = [each for each in known if instrument.is_usable(each) and 0 < each.value < 1]
    if not usable:
        why: Unjudged = "awaiting_adoption" if known else "no_reliability"
        return ScaleChange(before=before, after=after, unjudged=why)
    chosen = usable[0]
    least = NormalDist().inv_cdf((1 + LEVEL) / 2) * norm.sd * sqrt(2 * (1 - chosen.value))
    return ScaleChange(
        before=before,
        after=after,
        least=least,
        moved=_moved(after - before, least, held.problem_end),
        reliability=chosen,
        norm=norm.id,
        grade=lowest_grade([norm.grade, instrument.grade_of(chosen)]),
    )


def _order(each: Reliability, instrument: Instrument) -> tuple[int, int]:
    """By kind, then by grade."""
    return PREFERRED.index(each.kind), list(Grade).index(instrument.grade_of(each))


def _moved(change: float, least: float, problem_end: ProblemEnd) -> Moved:
    if abs(change) <= least:
        return "none"
    if problem_end == "none":
        return "moved"
    return "worse" if (change > 0) == (problem_end == "high") else "better"
