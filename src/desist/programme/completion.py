"""Completion: whether somebody completed the programme, had a part of it, left, or was removed.

The rule looks at what was delivered; why it ended is recorded by a person and never judged. Nothing
about change or risk enters: completing is not improving.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from desist.programme.completion_rule import CompletionRule, Ending
from desist.programme.decision import (
    AWAITING_ADOPTION,
    CANNOT_DECIDE,
    Decision,
    Reason,
    plain,
    reason,
)

QUESTION = "completion"
ENDED_OTHERWISE: Mapping[Ending, str] = {
    "left": "dropped_out",
    "removed": "removed",
    "order_ended": "part",
    "transferred": "part",
    "died": "part",
    "error": "void",
}
"""Outcomes that follow from why it ended, short of completion."""


@dataclass(frozen=True, kw_only=True)
class CompletionFacts:
    """What was delivered to one person. Sessions count once, attended or made good.

    ``sessions_by_module`` holds every module of the programme, with nought where none was had.
    """

    ending: Ending | None
    sessions_planned: int | None
    format_minimum: int | None
    sessions_had: int
    sessions_by_module: Mapping[str, int]


def judge_completion(facts: CompletionFacts, *, rule: CompletionRule) -> Decision:
    """How the programme ended: completed, part, dropped_out, removed, or void (entered in error).

    Whoever has had all that the rule asks for has completed it, whatever ended it afterwards.
    """
    decision = Decision(
        question=QUESTION, outcome=CANNOT_DECIDE, facts=plain(facts), rules=(rule.reference,)
    )
    if facts.ending == "error":
        return _with(decision, "void", (reason("completion.error", rule),))
    if not rule.is_usable(rule.dose, rule.modules) or not rule.is_usable():
        return Decision(
            question=QUESTION,
            outcome=AWAITING_ADOPTION,
            awaiting=(rule.reference,),
            facts=decision.facts,
            rules=decision.rules,
        )
    needed = _needed(facts, rule)
    missing = _missing(facts, needed)
    if missing:
        return Decision(
            question=QUESTION,
            outcome=CANNOT_DECIDE,
            missing=missing,
            facts=decision.facts,
            rules=decision.rules,
        )
    short = tuple(_short(facts, rule, needed or 0))
    if not short:
        had = reason("completion.had_all", rule, rule.dose, had=facts.sessions_had, needed=needed)
        return _with(decision, "completed", (had,))
    outcome = ENDED_OTHERWISE.get(facts.ending or "left", "part")
    ended = reason("completion.ended", rule, ending=facts.ending)
    return _with(decision, outcome, (*short, ended))


def _needed(facts: CompletionFacts, rule: CompletionRule) -> int | None:
    return facts.format_minimum if rule.dose.of == "format_minimum" else facts.sessions_planned


def _missing(facts: CompletionFacts, needed: int | None) -> tuple[str, ...]:
    found = [] if facts.ending is not None else ["ending"]
    return (*found, *(("dose",) if needed is None else ()))


def _short(facts: CompletionFacts, rule: CompletionRule, needed: int) -> Iterator[Reason]:
    """What is short of completion, the dose first."""
    if facts.sessions_had < needed:
        had = facts.sessions_had
        yield reason("completion.dose_short", rule, rule.dose, had=had, needed=needed)
    for module, had in facts.sessions_by_module.items():
        if had < rule.modules.sessions_each:
            needed_each = rule.modules.sessions_each
            yield reason(
                "completion.module_short",
                rule,
                rule.modules,
                module=module,
                had=had,
                needed=needed_each,
            )


def _with(decision: Decision, outcome: str, reasons: tuple[Reason, ...]) -> Decision:
    return Decision(
        question=decision.question,
        outcome=outcome,
        reasons=reasons,
        facts=decision.facts,
        rules=decision.rules,
    )
