"""Learning screen: whether a score asks for an adapted programme to be considered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desist.programme.decision import AWAITING_ADOPTION, CANNOT_DECIDE, Decision, reason
from desist.programme.entry import Entry, KeyFault

POSITIVE, NEGATIVE = "positive", "negative"


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
    asked = {"question": "learning_screen", "facts": {"score": score}, "rules": (rule.reference,)}
    if not rule.is_usable():
        return Decision(outcome=AWAITING_ADOPTION, awaiting=(rule.reference,), **asked)
    if score is None:
        missing = ("public_protection.learning_disability_screen",)
        return Decision(outcome=CANNOT_DECIDE, missing=missing, **asked)
    outcome = POSITIVE if score >= rule.positive_from else NEGATIVE
    given = {"score": score, "limit": rule.positive_from}
    return Decision(
        outcome=outcome, reasons=(reason(f"learning_screen.{outcome}", rule, **given),), **asked
    )
