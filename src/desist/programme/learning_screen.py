"""Learning screen: whether a score asks for an adapted programme to be considered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desist.programme.decision import AWAITING_ADOPTION, CANNOT_DECIDE, Decision, Reason, reason
from desist.programme.entry import Entry, KeyFault

POSITIVE, NEGATIVE = "positive", "negative"
FACT = "public_protection.learning_disability_screen"
"""Where the case file holds what the screen came to."""


@dataclass(frozen=True, kw_only=True)
class LearningScreenRule(Entry):
    """From which score on the screen for learning disabilities and challenges is positive."""

    positive_from: int

    def faults(self) -> Iterator[KeyFault]:
        """A limit that every score would reach."""
        yield from super().faults()
        if self.positive_from < 1:
            yield KeyFault("positive_from", f"is {self.positive_from}", "give a number from 1")


def screen_learning(*, score: int | None, rule: LearningScreenRule) -> Decision:
    """Whether the score is ``positive`` or ``negative``; it is a flag and not a diagnosis."""
    outcome = CANNOT_DECIDE
    if not rule.is_usable():
        outcome = AWAITING_ADOPTION
    elif score is not None:
        outcome = POSITIVE if score >= rule.positive_from else NEGATIVE
    return Decision(
        question="learning_screen",
        outcome=outcome,
        reasons=_reasons(score, rule) if outcome in (POSITIVE, NEGATIVE) else (),
        missing=(FACT,) if outcome == CANNOT_DECIDE else (),
        awaiting=(rule.reference,) if outcome == AWAITING_ADOPTION else (),
        facts={"score": score},
        rules=(rule.reference,),
    )


def _reasons(score: int | None, rule: LearningScreenRule) -> tuple[Reason, ...]:
    limit = rule.positive_from
    if score is not None and score >= limit:
        return (reason("learning_screen.positive", rule, score=score, limit=limit),)
    return (reason("learning_screen.negative", rule, score=score, limit=limit),)
