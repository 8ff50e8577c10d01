"""Screening: whether a referral is accepted for assessment, judged before any risk is coded.

It looks at the criteria of the eligibility policy that need no assessment, in their order, and
at nothing else; static risk and deviance are eligibility's. What is missing is tried with every
value: a fact is asked for only where it could change the answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from types import MappingProxyType

from desist.programme.change_of_fact import find_changes
from desist.programme.decision import (
    AWAITING_ADOPTION,
    Decision,
    WouldChange,
    plain,
)
from desist.programme.eligibility import NOTHING_AWAITED, PATHS, criterion_reasons
from desist.programme.eligibility_criterion import (
    HOLDS,
    LOOKS_AT,
    EligibilityFacts,
    possible_values,
)
from desist.programme.eligibility_policy import Criterion, EligibilityPolicy, choose_policy
from desist.programme.entry import RuleReference
from desist.programme.missing_fact import Completion, complete

QUESTION = "screening"
ACCEPT, RETURN, PANEL, NOT_ELIGIBLE, ELSEWHERE = (
    "accept",
    "return",
    "panel",
    "not_eligible",
    "elsewhere",
)
LEADS_TO: Mapping[str, str] = MappingProxyType(
    {
        "eligible": ACCEPT,
        "panel": PANEL,
        "not_eligible": NOT_ELIGIBLE,
        "refer_generic": ELSEWHERE,
        "refer_adapted": ELSEWHERE,
    }
)
"""What an outcome of eligibility means at screening."""
AFTER_ASSESSMENT = "bands_differ"
"""The one criterion that needs an assessment."""
CHANGEABLE: Mapping[str | tuple[str, ...], tuple[object, ...]] = MappingProxyType(
    {
        "meetings_arranged": (True, False),
        "directed_abuse": (True, False),
        "learning_disability_screen": ("positive", "negative"),
    }
)
"""Facts that may be varied to say what would change it; never age, sex or a past conviction."""


def judge_screening(
    facts: EligibilityFacts,
    *,
    policies: Sequence[EligibilityPolicy],
    preferred: Sequence[str],
    awaiting: Mapping[str, tuple[RuleReference, ...]] = NOTHING_AWAITED,
) -> Decision:
    """What screening comes to by the policy that the site has chosen among ``preferred``.

    ``awaiting_adoption`` where no policy is usable, or a table of offences that could decide is
    not; ``return``, with what is missing, where a fact that is not there could decide.
    """
    policy = choose_policy(policies, preferred=preferred)
    if policy is None or not policy.is_usable():
        rules = tuple(each.reference for each in policies if each.id in preferred)
        return Decision(
            question=QUESTION,
            outcome=AWAITING_ADOPTION,
            awaiting=rules,
            facts=plain(facts),
            rules=rules,
        )
    completion = _completion(facts, policy)
    undecided = completion.decisive if len(completion.outcomes) > 1 else ()
    awaited = [rule for name in undecided for rule in awaiting.get(name, ())]
    missing = [PATHS[name] for name in undecided if name not in awaiting]
    holding = [each for each in screened(policy) if HOLDS[each.id](facts, policy)]
    decision = Decision(
        question=QUESTION,
        outcome=RETURN if missing else AWAITING_ADOPTION,
        reasons=tuple(criterion_reasons(facts, policy, holding)),
        missing=tuple(dict.fromkeys(missing)),
        awaiting=tuple(dict.fromkeys(awaited)),
        facts=plain(facts),
        rules=(policy.reference,),
    )
    if undecided:
        return decision
    return replace(
        decision,
        outcome=completion.outcomes[0],
        would_change=_would_change(facts, policy),
    )


def screened(policy: EligibilityPolicy) -> tuple[Criterion, ...]:
    """The criteria of a policy that need no assessment, in the order in which they decide."""
    return tuple(each for each in policy.criterion if each.id != AFTER_ASSESSMENT)


def _outcome(facts: EligibilityFacts, *, policy: EligibilityPolicy) -> str:
    for criterion in screened(policy):
        if HOLDS[criterion.id](facts, policy):
            return LEADS_TO[criterion.outcome]
    return ACCEPT


def _completion(facts: EligibilityFacts, policy: EligibilityPolicy) -> Completion:
    return complete(
        facts,
        judge=partial(_outcome, policy=policy),
        possible={name: possible_values(name, facts, policy) for name in _open(facts, policy)},
    )


def _open(facts: EligibilityFacts, policy: EligibilityPolicy) -> tuple[str, ...]:
    """Missing facts at which some criterion looks before one that is sure to hold."""
    names: list[str] = []
    for criterion in screened(policy):
        if HOLDS[criterion.id](facts, policy):
            break
        names += LOOKS_AT[criterion.id]
    return tuple(name for name in dict.fromkeys(names) if getattr(facts, name) is None)


def _would_change(facts: EligibilityFacts, policy: EligibilityPolicy) -> tuple[WouldChange, ...]:
    known = {key: held for key, held in CHANGEABLE.items() if getattr(facts, str(key)) is not None}
    present = _completion(facts, policy).outcomes[0]

    def judge(changed: EligibilityFacts) -> str:
        outcomes = _completion(changed, policy).outcomes
        return outcomes[0] if len(outcomes) == 1 else present

    return find_changes(facts, judge=judge, changeable=known)
