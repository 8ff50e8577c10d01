"""Eligibility: whether somebody is suitable for the programme, why, and what would change it.

The criteria of the policy are looked at in their order; the first that holds decides, and all
that hold are given as reasons. Where none holds, static risk and deviance decide together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from types import MappingProxyType

from desist.programme.band import ORDERED_BANDS, RiskBand
from desist.programme.change_of_fact import find_changes
from desist.programme.decision import (
    AWAITING_ADOPTION,
    CANNOT_DECIDE,
    Decision,
    Reason,
    WouldChange,
    plain,
    reason,
)
from desist.programme.eligibility_criterion import (
    HOLDS,
    EligibilityFacts,
    band_used,
    open_facts,
    outcome_of,
    possible_values,
)
from desist.programme.eligibility_policy import (
    Criterion,
    CriterionId,
    EligibilityPolicy,
    choose_policy,
)
from desist.programme.entry import RuleReference
from desist.programme.missing_fact import Completion, complete

QUESTION = "eligibility"
PATHS = {
    "sex": "person.sex",
    "age": "person.born_on",
    "offence": "offence",
    "panel_offence": "offence",
    "contact_offence": "offence",
    "meetings_arranged": "public_protection.meetings_arranged",
    "directed_abuse": "public_protection.directed_abuse",
    "learning_disability_screen": "public_protection.learning_disability_screen",
    "standard_band": "static_risk.rm2000",
    "adapted_band": "static_risk.rm2000",
    "deviance": "deviance",
}
"""Every fact that can decide, and where the case file holds it."""
NOTHING_AWAITED: Mapping[str, tuple[RuleReference, ...]] = MappingProxyType({})


def judge_eligibility(
    facts: EligibilityFacts,
    *,
    policy: EligibilityPolicy,
    awaiting: Mapping[str, tuple[RuleReference, ...]] = NOTHING_AWAITED,
) -> Decision:
    """Whether this person is suitable by this policy.

    ``awaiting`` names facts that are not known because a rule below is not adopted here, with
    the rules. The outcome is one of the policy's; ``awaiting_adoption`` where only such facts, or
    the policy itself, stand in the way; ``cannot_decide`` where a missing fact does as well.
    """
    completion = _completion(facts, policy)
    undecided = completion.decisive if len(completion.outcomes) > 1 else ()
    awaited = [rule for name in undecided for rule in awaiting.get(name, ())]
    missing = [PATHS[name] for name in undecided if name not in awaiting]
    decision = Decision(
        question=QUESTION,
        outcome=CANNOT_DECIDE if missing else AWAITING_ADOPTION,
        missing=tuple(dict.fromkeys(missing)),
        awaiting=tuple(dict.fromkeys(awaited)),
        facts=plain(facts),
        rules=(policy.reference,),
    )
    if not policy.is_usable():
        unadopted = (policy.reference, *decision.awaiting)
        return replace(decision, outcome=AWAITING_ADOPTION, awaiting=unadopted)
    reasons = tuple(_reasons(facts, policy, decided=not undecided))
    if undecided:
        return replace(decision, reasons=reasons)
    return replace(
        decision,
        outcome=completion.outcomes[0],
        reasons=reasons,
        would_change=_would_change(facts, policy),
    )


def judge_eligibility_among(
    facts: EligibilityFacts,
    *,
    policies: Sequence[EligibilityPolicy],
    preferred: Sequence[str],
    awaiting: Mapping[str, tuple[RuleReference, ...]] = NOTHING_AWAITED,
) -> Decision:
    """Whether this person is suitable by the policy that the site has chosen by adopting it.

    ``preferred`` are the policies that the programme names. Where none of them is usable here,
    the outcome is ``awaiting_adoption`` and names them all, with whatever else any of them would
    wait for, so that a site can adopt in one round.
    """
    policy = choose_policy(policies, preferred=preferred)
    if policy is None:
        named = [each for each in policies if each.id in preferred]
        each_way = [judge_eligibility(facts, policy=each, awaiting=awaiting) for each in named]
        rules = tuple(each.reference for each in named)
        awaited = (*rules, *(rule for way in each_way for rule in way.awaiting))
        return Decision(
            question=QUESTION,
            outcome=AWAITING_ADOPTION,
            missing=tuple(dict.fromkeys(fact for way in each_way for fact in way.missing)),
            awaiting=tuple(dict.fromkeys(awaited)),
            facts=plain(facts),
            rules=rules,
        )
    decision = judge_eligibility(facts, policy=policy, awaiting=awaiting)
    others = [each for each in policies if each.id in preferred and each is not policy]
    rivals = [each.title for each in others if each.is_usable()]
    if not rivals:
        return decision
    chosen = reason("eligibility.policy_chosen", policy, chosen=policy.title, others=rivals)
    return replace(decision, reasons=(*decision.reasons, chosen))


def _completion(facts: EligibilityFacts, policy: EligibilityPolicy) -> Completion:
    """What the missing facts that can still be reached lead to, whatever they are."""
    return complete(
        facts,
        judge=partial(outcome_of, policy=policy),
        possible={name: possible_values(name, facts, policy) for name in open_facts(facts, policy)},
    )


def _reasons(
    facts: EligibilityFacts, policy: EligibilityPolicy, *, decided: bool
) -> Iterator[Reason]:
    """Every criterion that holds, in order; what risk and deviance say; what decides nothing."""
    holding = [each for each in policy.criterion if HOLDS[each.id](facts, policy)]
    yield from criterion_reasons(facts, policy, holding)
    band = band_used(facts, policy)
    applicable = not any(each.id in ("sex", "age", "bands_differ") for each in holding)
    if band and facts.deviance and applicable:
        row = policy.row(band, facts.deviance)
        yield reason(
            "eligibility.suitability",
            policy,
            row,
            band=band,
            coding=facts.entered_variant or policy.coding,
            deviance=row.deviance,
            outcome=row.outcome,
        )
    if facts.entered_variant:
        yield reason("eligibility.entered_band", policy, variant=facts.entered_variant, band=band)
    unknown = open_facts(facts, policy)
    if unknown and decided:
        yield reason("eligibility.missing_does_not_matter", policy, facts=unknown)
    for name in ("iq", "stance", "appeal_pending"):
        value = getattr(facts, name)
        if value not in (None, False, "accepts"):
            yield reason(f"eligibility.{name}_never_decides", policy, value=value)


def criterion_reasons(
    facts: EligibilityFacts, policy: EligibilityPolicy, holding: Sequence[Criterion]
) -> Iterator[Reason]:
    """A reason for each of these criteria, all of which hold."""
    for criterion in holding:
        yield reason(
            f"eligibility.{criterion.id}",
            policy,
            criterion,
            outcome=criterion.outcome,
            route=criterion.route,
            **_shown(criterion.id, facts, policy),
        )


def _shown(
    id_: CriterionId, facts: EligibilityFacts, policy: EligibilityPolicy
) -> dict[str, object]:
    """The values of facts that the wording of a criterion quotes."""
    if id_ == "sex":
        return {"sex": facts.sex, "needed": policy.sex}
    if id_ == "age":
        return {"age": facts.age, "minimum": policy.minimum_age}
    if id_ == "bands_differ":
        return {"standard": facts.standard_band, "adapted": facts.adapted_band}
    return {}


def _would_change(facts: EligibilityFacts, policy: EligibilityPolicy) -> tuple[WouldChange, ...]:
    """The smallest changes of known facts after which another outcome is certain."""
    present = _completion(facts, policy).outcomes[0]

    def judge(changed: EligibilityFacts) -> str:
        outcomes = _completion(changed, policy).outcomes
        return outcomes[0] if len(outcomes) == 1 else present

    return find_changes(facts, judge=judge, changeable=_changeable(facts))


def _changeable(facts: EligibilityFacts) -> dict[str | tuple[str, ...], tuple[object, ...]]:
    """What may be varied, likeliest first. Never age, sex, or a past conviction removed."""
    both = ("standard_band", "adapted_band")
    declared: dict[str | tuple[str, ...], tuple[object, ...]] = {"deviance": ("low", "high")}
    if facts.entered_variant:
        entered = f"{facts.entered_variant}_band"
        declared[entered] = _nearest_first(getattr(facts, entered))
    else:
        declared |= {name: _nearest_first(getattr(facts, name)) for name in both}
        declared[both] = tuple((band, band) for band in _nearest_first(facts.adapted_band))
    declared |= {
        "meetings_arranged": (True, False),
        "directed_abuse": (True, False),
        "learning_disability_screen": ("positive", "negative"),
        "contact_offence": (True,),
    }
    return {
        key: values
        for key, values in declared.items()
        if None not in [getattr(facts, name) for name in ((key,) if isinstance(key, str) else key)]
    }


def _nearest_first(band: RiskBand | None) -> tuple[RiskBand, ...]:
    """Every band, the nearest first; none where the tool does not apply or has not answered."""
    if band in (None, RiskBand.NOT_APPLICABLE):
        return ()
    now = band.level
    return tuple(sorted(ORDERED_BANDS, key=lambda each: abs(each.level - now)))
