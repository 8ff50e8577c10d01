"""Social desirability: whether answers may paint too good a picture, and a correction for it.

The correction is a method without numbers of its own: adjusted = raw - b x (desirability - its
norm's mean). No coefficient is shipped; a site loads its own. An adjusted score is shown beside
the raw one and takes no part in any other judgement. A correction fitted on men convicted of
contact offences may not carry over: online offenders manage impressions less (Babchishin, Hanson
and Hermann 2011).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from desist.programme.decision import (
    AWAITING_ADOPTION,
    CANNOT_DECIDE,
    Decision,
    plain,
    reason,
)
from desist.programme.entry import Entry, KeyFault, Sourced
from desist.programme.norm import scale_faults
from desist.programme.scoring import ScaleScore
from desist.programme.standing import instrument_path


@dataclass(frozen=True, kw_only=True)
class DesirabilityReading:
    """What a score above this one may mean."""

    above: float
    reading: str


@dataclass(frozen=True, kw_only=True)
class DesirabilityAdjustment(Sourced):
    """A regression coefficient by which one scale is corrected."""

    scale: str
    coefficient: float
    norm_mean: float
    """The mean of the desirability scale in the group in which the coefficient was fitted."""


@dataclass(frozen=True, kw_only=True)
class SocialDesirabilityRule(Entry):
    """How one social-desirability scale is read, and which scales it corrects."""

    scale: str
    otherwise: str
    """The reading where the score is above none of the cut-offs."""
    cut_off: tuple[DesirabilityReading, ...]
    adjustment: tuple[DesirabilityAdjustment, ...] = ()

    @property
    def scales(self) -> tuple[str, ...]:
        """The desirability scale and every scale that it corrects."""
        return tuple(dict.fromkeys((self.scale, *(each.scale for each in self.adjustment))))

    def faults(self) -> Iterator[KeyFault]:
        """Cut-offs out of order and scales corrected twice."""
        yield from super().faults()
        yield from scale_faults("scale", self.scale)
        for lower, upper in pairwise(self.cut_off):
            if upper.above <= lower.above:
                problem = f"{upper.above} comes after {lower.above}"
                yield KeyFault("cut_off", problem, "give the lowest first")
        scales = [each.scale for each in self.adjustment]
        for each in self.adjustment:
            path = f"adjustment[{each.scale}]"
            yield from scale_faults(path, each.scale)
            if scales.count(each.scale) > 1:
                yield KeyFault(path, "exists twice", "correct each scale once")


@dataclass(frozen=True, kw_only=True)
class AdjustedScore:
    """A raw score and what it would be without the part that social desirability explains."""

    scale: str
    title: str
    raw: float
    adjusted: float


@dataclass(frozen=True, kw_only=True)
class SocialDesirability:
    """The score of the desirability scale, its reading, and corrected scores to show beside."""

    score: ScaleScore | None
    reading: str | None
    adjusted: tuple[AdjustedScore, ...]
    decision: Decision


def judge_social_desirability(
    scores: Sequence[ScaleScore], *, rule: SocialDesirabilityRule
) -> SocialDesirability:
    """The reading of the social-desirability scale; the score itself is always given.

    The Decision's outcome is the reading, ``cannot_decide`` where the scale was not scored, or
    ``awaiting_adoption``.
    """
    score = next((each for each in scores if each.id == rule.scale), None)
    raw = score.raw if score else None
    undecided = Decision(
        question="social_desirability",
        outcome=CANNOT_DECIDE,
        facts=plain({"scale": rule.scale, "raw": raw}),
        rules=(rule.reference,),
    )
    if score is None or raw is None:
        decision = replace(undecided, missing=(instrument_path(rule.scale),))
        return SocialDesirability(score=score, reading=None, adjusted=(), decision=decision)
    if not rule.is_usable() or not rule.is_usable(*rule.adjustment):
        decision = replace(undecided, outcome=AWAITING_ADOPTION, awaiting=(rule.reference,))
        return SocialDesirability(score=score, reading=None, adjusted=(), decision=decision)
    reached = [each.reading for each in rule.cut_off if raw > each.above]
    reading = reached[-1] if reached else rule.otherwise
    adjusted = _adjusted(scores, raw, rule)
    reasons = [reason("desirability.reading", rule, scale=score.title, raw=raw, reading=reading)]
    reasons += [
        reason("desirability.adjusted", rule, scale=e.title, raw=e.raw, adjusted=e.adjusted)
        for e in adjusted
    ]
    return SocialDesirability(
        score=score,
        reading=reading,
        adjusted=adjusted,
        decision=replace(undecided, outcome=reading, reasons=tuple(reasons)),
    )


def _adjusted(
    scores: Sequence[ScaleScore], desirability: float, rule: SocialDesirabilityRule
) -> tuple[AdjustedScore, ...]:
    by_scale = {each.scale: each for each in rule.adjustment}
    return tuple(
        AdjustedScore(
            scale=score.id,
            title=score.title,
            raw=score.raw,
            adjusted=score.raw - by.coefficient * (desirability - by.norm_mean),
        )
        for score in scores
        if score.raw is not None and (by := by_scale.get(score.id)) is not None
    )
