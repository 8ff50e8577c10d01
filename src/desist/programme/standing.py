"""Standing: where a score lies among the scores of a normative group.

The arithmetic, z = (raw - mean) / standard deviation, is always shown where the norm may be used.
The words (``normal``, ``problem``, ``beyond``) come from a rule that a site adopts. A standing is
help for planning treatment; it is never a level of risk, and neither is its change.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from desist.programme.decision import AWAITING_ADOPTION, Decision, Reason, plain, reason
from desist.programme.entry import Entry, Grade, KeyFault, RuleReference, lowest_grade
from desist.programme.instrument import ProblemEnd
from desist.programme.norm import Norm, NormChoice, Sex, choose_norm
from desist.programme.scoring import ScaleScore

JUDGED = "judged"
"""The outcome of a judgement that answers for many things at once, each in its own words."""

StandingWord = Literal["normal", "problem", "beyond", "no_norm", "awaiting_adoption"]


@dataclass(frozen=True, kw_only=True)
class StandingRule(Entry):
    """How far from the mean of a norm a score counts as a problem."""

    deviations: float
    """A score counts where it lies more than so many standard deviations from the mean."""

    def faults(self) -> Iterator[KeyFault]:
        """A distance that is not above 0."""
        yield from super().faults()
        if self.deviations <= 0:
            yield KeyFault("deviations", f"is {self.deviations}", "give a distance above 0")


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One scale of one person, held against a norm.

    ``standing`` is None where the scale could not be scored, or where neither end of it is a
    problem; ``problem`` is beyond the rule's distance at the problem end, ``beyond`` at the other.
    """

    instrument: str
    scale: str
    title: str
    raw: float | None
    z: float | None
    standing: StandingWord | None
    norm: Norm | None
    problem_end: ProblemEnd
    grade: Grade
    """The lower of the grades of the scoring key and of the norm."""
    adoptable: tuple[RuleReference, ...] = ()
    """Norms of which a site could adopt one, where none is chosen."""

    @property
    def id(self) -> str:
        """How other files name this scale: ``bis-11/total``."""
        return f"{self.instrument}/{self.scale}"

    def elevation(self, towards: ProblemEnd) -> float | None:
        """Standard deviations from the mean towards one end; None where there is no z.

        Rounded to nine places, so that a score at exactly one deviation is never taken to lie
        beyond it by an error of binary arithmetic.
        """
        if self.z is None or towards == "none":
            return None
        return round(self.z if towards == "high" else -self.z, 9)


@dataclass(frozen=True, kw_only=True)
class Profile:
    """Every scale of one person with its standing."""

    standings: tuple[Standing, ...]
    decision: Decision


def awaits_key(score: ScaleScore) -> bool:
    """Whether every item was answered, and only an unadopted key keeps the scale from a score."""
    whole = score.items > 0 and score.answered == score.items
    return score.raw is None and whole and score.grade.needs_adoption


def instrument_path(scale: str) -> str:
    """Where the case file holds the instrument of a scale: ``instrument[bis-11]``."""
    return f"instrument[{scale.partition('/')[0]}]"


def judge_standing(
    scores: Sequence[ScaleScore], *, norms: Sequence[Norm], rule: StandingRule, sex: Sex | None
) -> Profile:
    """The standing of every scale, each against the norm chosen for it.

    The Decision's outcome is ``judged``, or ``awaiting_adoption`` where the rule is not usable
    here; z is given either way. ``missing`` names the instruments whose scales could not be
    scored, ``awaiting`` what a site could adopt to have more of the standings.
    """
    judged = [
        _judge_scale(score, choose_norm(norms, scale=score.id, sex=sex), rule) for score in scores
    ]
    standings = tuple(standing for standing, _ in judged)
    usable = rule.is_usable()
    used = {each.norm.id: each.norm.reference for each in standings if each.norm}
    awaited = {ref.id: ref for each in standings for ref in each.adoptable}
    unscored = dict.fromkeys(
        instrument_path(each.id) for each in scores if each.raw is None and not awaits_key(each)
    )
    return Profile(
        standings=standings,
        decision=Decision(
            question="standing",
            outcome=JUDGED if usable else AWAITING_ADOPTION,
            reasons=tuple(each for _, reasons in judged for each in reasons),
            missing=tuple(unscored),
            awaiting=(*(() if usable else (rule.reference,)), *awaited.values()),
            facts=plain({"sex": sex, "scores": {each.id: each.raw for each in scores}}),
            rules=(rule.reference, *used.values()),
        ),
    )


def _judge_scale(
    score: ScaleScore, choice: NormChoice, rule: StandingRule
) -> tuple[Standing, tuple[Reason, ...]]:
    norm = choice.norm
    unjudged = Standing(
        instrument=score.instrument,
        scale=score.scale,
        title=score.title,
        raw=score.raw,
        z=None,
        standing=None,
        norm=None,
        problem_end=score.problem_end,
        grade=score.grade,
    )
    if awaits_key(score):
        standing = replace(unjudged, standing="awaiting_adoption")
        return standing, (reason("standing.key_awaits", rule, scale=score.title),)
    if score.raw is None:
        return unjudged, (reason("standing.unscorable", rule, scale=score.title),)
    if norm is None:
        word: StandingWord = "awaiting_adoption" if choice.awaited else "no_norm"
        awaited = tuple(each.reference for each in choice.awaited)
        standing = replace(unjudged, standing=word, adoptable=awaited)
        return standing, _without_norm(score, choice, rule)
    held_against = replace(
        unjudged, z=norm.z(score.raw), norm=norm, grade=lowest_grade([score.grade, norm.grade])
    )
    standing = replace(held_against, standing=_word(held_against, rule))
    return standing, _with_norm(standing, choice, rule)


def _word(standing: Standing, rule: StandingRule) -> StandingWord | None:
    elevation = standing.elevation(standing.problem_end)
    if elevation is None:
        return None
    if not rule.is_usable():
        return "awaiting_adoption"
    if elevation > rule.deviations:
        return "problem"
    return "beyond" if elevation < -rule.deviations else "normal"


def _without_norm(score: ScaleScore, choice: NormChoice, rule: StandingRule) -> tuple[Reason, ...]:
    found = [
        reason(
            "norm.incomplete",
            each,
            scale=score.title,
            norm=each.title,
            unread="norm_mean" if each.mean is None else "norm_sd",
        )
        for each in choice.incomplete
    ]
    titles = [each.title for each in choice.awaited]
    if choice.rivals:
        found.append(reason("norm.conflict", choice.rivals[0], scale=score.title, norms=titles))
    elif choice.adoptable:
        found += [
            reason("norm.adoptable", each, scale=score.title, norm=each.title)
            for each in choice.adoptable
        ]
    else:
        found.append(reason("norm.none", rule, scale=score.title))
    return tuple(found)


def _with_norm(standing: Standing, choice: NormChoice, rule: StandingRule) -> tuple[Reason, ...]:
    norm = standing.norm
    if norm is None or standing.z is None:
        return ()
    compared = reason(
        "norm.chosen",
        norm,
        scale=standing.title,
        raw=standing.raw,
        norm=norm.title,
        mean=norm.mean,
        sd=norm.sd,
        z=standing.z,
        basis=f"norm_{choice.basis}",
    )
    found = [replace(compared, grade=standing.grade)]
    found += [
        reason("norm.passed_over", each, scale=standing.title, norm=each.title)
        for each in choice.adoptable
    ]
    if standing.standing is None:
        found.append(reason("standing.no_problem_end", rule, scale=standing.title))
    elif standing.standing != "awaiting_adoption":
        found.append(
            reason(
                f"standing.{standing.standing}",
                rule,
                scale=standing.title,
                z=standing.z,
                deviations=rule.deviations,
                end=f"{standing.problem_end}_end",
            )
        )
    return tuple(found)
