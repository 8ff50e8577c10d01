"""Enforcement: what a failure to attend or comply must lead to, under the law of the order.

A judgement about procedure, not about the person: whether there was a reasonable excuse was decided
by the practitioner before anything comes here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from desist.programme.decision import CANNOT_DECIDE, Decision, Reason, plain, reason
from desist.programme.enforcement_rule import Consequence, EnforcementRule, EnforcementStep

QUESTION = "enforcement"


@dataclass(frozen=True, kw_only=True)
class FailureFacts:
    """One failure, and what somebody is supervised under. None is not known.

    ``order`` None: nobody asks for attendance; ``warnings`` are the days on which earlier warnings
    under the same order were given.
    """

    failed_on: date
    order: str | None
    nation: str | None
    setting: str | None
    warnings: tuple[date, ...] = ()


@dataclass(frozen=True, kw_only=True)
class JudgedFailure:
    """What must follow; ``choices`` are open to the practitioner, none where none is asked."""

    choices: tuple[Consequence, ...]
    working_days: int | None
    decision: Decision


def judge_failure(facts: FailureFacts, *, rules: Sequence[EnforcementRule]) -> JudgedFailure:
    """What the law of the order asks to follow from a failure.

    The outcome is the id of the step of the rule; ``no_rule`` where no rule covers the order, and
    ``cannot_decide`` where the nation or the setting is not known.
    """
    unknown = _unknown(facts)
    undecided = Decision(
        question=QUESTION, outcome=CANNOT_DECIDE, missing=unknown, facts=plain(facts)
    )
    if unknown:
        return JudgedFailure(choices=(), working_days=None, decision=undecided)
    covered = {"order": facts.order or "", "nation": facts.nation or ""}
    rule = next((r for r in rules if r.covers(**covered, setting=facts.setting or "")), None)
    if rule is None:
        decision = Decision(question=QUESTION, outcome="no_rule", facts=plain(facts))
        return JudgedFailure(choices=(), working_days=None, decision=decision)
    counting = [day for day in facts.warnings if _counts(day, facts.failed_on, rule)]
    step = next(s for s in rule.step if s.when == "always" or counting)
    decision = Decision(
        question=QUESTION,
        outcome=step.id,
        reasons=tuple(_reasons(rule, step, counting)),
        facts=plain(facts),
        rules=(rule.reference,),
    )
    days = rule.act_within.working_days if rule.act_within else None
    return JudgedFailure(choices=step.choices, working_days=days, decision=decision)


def _unknown(facts: FailureFacts) -> tuple[str, ...]:
    if facts.order is None:
        return ("order",)
    named = {"nation": facts.nation, "setting": facts.setting}
    return tuple(name for name, value in named.items() if value is None)


def _counts(warned_on: date, failed_on: date, rule: EnforcementRule) -> bool:
    """Whether a warning still counts: the failure lies after it and within its months."""
    if rule.warning_months is None:
        return False
    return warned_on <= failed_on < months_after(warned_on, rule.warning_months)


def months_after(day: date, months: int) -> date:
    """The day on which a period of so many months that begins with ``day`` is over.

    Where the month has no such day, the first of the next: a year from 29 February 2024 is over
    on 1 March 2025.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first = date(year, month + 1, 1)
    following = (first + timedelta(days=31)).replace(day=1)
    return min(first + timedelta(days=day.day - 1), following)


def _reasons(
    rule: EnforcementRule, step: EnforcementStep, counting: Sequence[date]
) -> list[Reason]:
    found = [reason(f"enforcement.{step.id}", rule, step)]
    if counting:
        found.append(reason("enforcement.warned", rule, on=max(counting)))
    if rule.act_within:
        days = rule.act_within.working_days
        found.append(reason("enforcement.act_within", rule, rule.act_within, working_days=days))
    return found
