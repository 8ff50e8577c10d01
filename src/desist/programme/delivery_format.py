"""Delivery format: individual or group, as far as rules and a site's limits decide it.

A rule can rule a format out; it cannot make one the better choice. Where both are open, the format
asked for is taken, and where none was asked for, a human chooses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from desist.programme.decision import (
    AWAITING_ADOPTION,
    CANNOT_DECIDE,
    Decision,
    Plain,
    Reason,
    plain,
    reason,
)
from desist.programme.format_rule import FormatRule
from desist.programme.missing_fact import Completion, explore

DeliveryFormat = Literal["individual", "group"]
HUMAN_CHOOSES = "human_chooses"
NEITHER = "neither"


@dataclass(frozen=True, kw_only=True)
class FormatFacts:
    """What bears on the format; None is not known. ``age`` in years, on the day of decision.

    ``supervision_weeks_left``: whole weeks until the sentence, order or licence ends.
    """

    age: int | None = None
    group_has_contact_offending: bool | None = None
    interpreter: bool | None = None
    adjustments: tuple[str, ...] = ()
    travel_minutes: int | None = None
    group_wait_weeks: int | None = None
    supervision_weeks_left: int | None = None


@dataclass(frozen=True, kw_only=True)
class JudgedFormat:
    """The format, or None where a human chooses, neither fits, or a missing fact matters."""

    format: DeliveryFormat | None
    decision: Decision


@dataclass(frozen=True, kw_only=True)
class _Criterion:
    """One thing that can rule a format out, and what it needs to know."""

    rules_out: DeliveryFormat
    limit: Callable[[FormatRule], Plain]
    needs: Mapping[str, str]
    """Facts by name, with where the case file holds them."""
    excludes: Callable[[FormatFacts, Any], bool | None]
    """Whether it rules the format out; None where a fact that it needs is missing."""


def _more(one: int | None, other: int | None) -> bool | None:
    return None if one is None or other is None else one > other


def _group_outlasts_supervision(facts: FormatFacts, weeks: int) -> bool | None:
    """Too little time without any waiting is too little, however long the wait."""
    left = facts.supervision_weeks_left
    if facts.group_wait_weeks is None:
        return _more(weeks, left) or None
    return _more(weeks + facts.group_wait_weeks, left)


CRITERIA: Mapping[str, _Criterion] = {
    "group_age": _Criterion(
        rules_out="group",
        limit=lambda rule: rule.group_age.at_least,
        needs={"age": "person.born_on"},
        excludes=lambda facts, least: _more(least, facts.age),
    ),
    "contamination": _Criterion(
        rules_out="group",
        limit=lambda rule: rule.limits.contact_offending_in_group,
        needs={"group_has_contact_offending": "constraints.group_has_contact_offending"},
        excludes=lambda facts, _: facts.group_has_contact_offending,
    ),
    "language": _Criterion(
        rules_out="group",
        limit=lambda rule: rule.limits.interpreter_in_group,
        needs={"interpreter": "constraints.interpreter"},
        excludes=lambda facts, _: facts.interpreter,
    ),
    "adjustment": _Criterion(
        rules_out="group",
        limit=lambda rule: rule.limits.adjustments_in_group,
        needs={},
        excludes=lambda facts, possible: not set(facts.adjustments) <= set(possible),
    ),
    "travel": _Criterion(
        rules_out="group",
        limit=lambda rule: rule.limits.travel_minutes_at_most,
        needs={"travel_minutes": "constraints.travel_minutes"},
        excludes=lambda facts, most: _more(facts.travel_minutes, most),
    ),
    "wait": _Criterion(
        rules_out="group",
        limit=lambda rule: rule.limits.group_wait_weeks_at_most,
        needs={"group_wait_weeks": "constraints.group_wait_weeks"},
        excludes=lambda facts, most: _more(facts.group_wait_weeks, most),
    ),
    "group_time": _Criterion(
        rules_out="group",
        limit=lambda rule: rule.limits.group_weeks,
        needs={
            "group_wait_weeks": "constraints.group_wait_weeks",
            "supervision_weeks_left": "constraints.supervision_ends_on",
        },
        excludes=_group_outlasts_supervision,
    ),
    "individual_time": _Criterion(
        rules_out="individual",
        limit=lambda rule: rule.limits.individual_weeks,
        needs={"supervision_weeks_left": "constraints.supervision_ends_on"},
        excludes=lambda facts, weeks: _more(weeks, facts.supervision_weeks_left),
    ),
}
"""Everything that can rule a format out, in the order in which the reasons name it."""


def judge_format(
    facts: FormatFacts, *, rule: FormatRule, requested: DeliveryFormat | None = None
) -> JudgedFormat:
    """The format that is left, or the one asked for where both are open.

    The decision's outcome is ``individual``, ``group``, ``human_chooses`` (both are open and none
    was asked for; no format is the default), ``neither``, ``cannot_decide`` or
    ``awaiting_adoption``.
    """
    decision = Decision(
        question="format",
        outcome=AWAITING_ADOPTION,
        awaiting=(rule.reference,),
        facts=plain({**plain(facts), "requested": requested}),
        rules=(rule.reference,),
    )
    if not rule.is_usable(rule.group_age, rule.limits):
        return JudgedFormat(format=None, decision=decision)
    excluded = {name: _excluded(name, facts, rule) for name in CRITERIA}
    completion = _completion(excluded, requested)
    decided = len(completion.outcomes) == 1
    outcome = completion.outcomes[0] if decided else CANNOT_DECIDE
    missing = (
        path
        for name in (() if decided else completion.decisive)
        for fact, path in CRITERIA[name].needs.items()
        if getattr(facts, fact) is None
    )
    return JudgedFormat(
        format=_FORMATS.get(outcome),
        decision=Decision(
            question=decision.question,
            outcome=outcome,
            reasons=tuple(_reasons(facts, rule, excluded, requested, outcome)),
            missing=tuple(dict.fromkeys(missing)),
            facts=decision.facts,
            rules=decision.rules,
        ),
    )


_FORMATS: Mapping[str, DeliveryFormat] = {"individual": "individual", "group": "group"}


def _excluded(name: str, facts: FormatFacts, rule: FormatRule) -> bool | None:
    """Whether this criterion rules its format out; None where a fact that it needs is missing."""
    criterion = CRITERIA[name]
    limit = criterion.limit(rule)
    if limit is None or limit is True:
        return False
    return criterion.excludes(facts, limit)


def _completion(
    excluded: Mapping[str, bool | None], requested: DeliveryFormat | None
) -> Completion:
    def judge(each: Mapping[str, bool]) -> str:
        out = {CRITERIA[name].rules_out for name, rules_out in each.items() if rules_out}
        if len(out) == 2:
            return NEITHER
        if out:
            return "individual" if "group" in out else "group"
        return requested or HUMAN_CHOOSES

    return explore(
        {name: (True, False) if each is None else (each,) for name, each in excluded.items()},
        judge=judge,
    )


def _reasons(
    facts: FormatFacts,
    rule: FormatRule,
    excluded: Mapping[str, bool | None],
    requested: DeliveryFormat | None,
    outcome: str,
) -> Iterator[Reason]:
    for name, rules_out in excluded.items():
        criterion = CRITERIA[name]
        limit = criterion.limit(rule)
        part = rule.group_age if name == "group_age" else rule.limits
        if limit is None:
            yield reason("format.no_limit", rule, part, criterion=f"format_{name}")
        elif rules_out:
            values = {fact: getattr(facts, fact) for fact in criterion.needs}
            adjustments = facts.adjustments if name == "adjustment" else ()
            yield reason(
                f"format.{name}", rule, part, limit=limit, adjustments=adjustments, **values
            )
    if outcome in (HUMAN_CHOOSES, NEITHER):
        yield reason(f"format.{outcome}", rule)
    elif requested and outcome == requested:
        yield reason("format.as_requested", rule, requested=requested)
    elif requested and outcome in _FORMATS:
        yield reason("format.not_as_requested", rule, requested=requested, format=outcome)
