"""Eligibility criterion: what each criterion of a policy looks at, and when it holds.

Every criterion answers yes, no, or None where a missing fact leaves it open.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from desist.programme.band import RiskBand
from desist.programme.decision import CANNOT_DECIDE
from desist.programme.eligibility_policy import Coding, CriterionId, Deviance, EligibilityPolicy


@dataclass(frozen=True, kw_only=True)
class EligibilityFacts:
    """What eligibility looks at; None is not known. ``age`` in years on the day of decision.

    ``offence`` is the strongest qualification among the convictions, yes before panel before no.
    ``entered_variant``: the site's own scorer signed a band of this variant alone; it is used by
    itself, and the other is not a missing fact. The last three fields never decide.
    """

    sex: Literal["male", "female"] | None = None
    age: int | None = None
    offence: Literal["yes", "no", "panel"] | None = None
    panel_offence: bool | None = None
    contact_offence: bool | None = None
    meetings_arranged: bool | None = None
    directed_abuse: bool | None = None
    learning_disability_screen: Literal["positive", "negative"] | None = None
    standard_band: RiskBand | None = None
    adapted_band: RiskBand | None = None
    entered_variant: Coding | None = None
    deviance: Deviance | None = None
    iq: int | None = None
    stance: str | None = None
    appeal_pending: bool | None = None


def outcome_of(facts: EligibilityFacts, *, policy: EligibilityPolicy) -> str:
    """The outcome where every fact that matters is known."""
    for criterion in policy.criterion:
        if HOLDS[criterion.id](facts, policy):
            return criterion.outcome
    band, deviance = band_used(facts, policy), facts.deviance
    if band is None or deviance is None:
        return CANNOT_DECIDE
    return policy.row(band, deviance).outcome


def _panel_offence(facts: EligibilityFacts, _: EligibilityPolicy) -> bool | None:
    return True if facts.offence == "panel" else facts.panel_offence


def _bands_differ(facts: EligibilityFacts, policy: EligibilityPolicy) -> bool | None:
    standard, adapted = facts.standard_band, facts.adapted_band
    if facts.entered_variant or (standard is not None and standard == adapted):
        return False
    if standard is None or adapted is None:
        return None
    deviances: tuple[Deviance, ...] = (facts.deviance,) if facts.deviance else ("low", "high")
    differ = {
        policy.row(standard, each).outcome != policy.row(adapted, each).outcome
        for each in deviances
    }
    return differ.pop() if len(differ) == 1 else None


def _is(value: object, expected: object) -> bool | None:
    return None if value is None else value == expected


HOLDS: Mapping[CriterionId, Callable[[EligibilityFacts, EligibilityPolicy], bool | None]] = {
    "sex": lambda facts, policy: None if facts.sex is None else facts.sex != policy.sex,
    "age": lambda facts, policy: None if facts.age is None else facts.age < policy.minimum_age,
    "no_qualifying_offence": lambda facts, _: _is(facts.offence, "no"),
    "meetings_arranged": lambda facts, _: facts.meetings_arranged,
    "contact_offence": lambda facts, _: facts.contact_offence,
    "panel_offence": _panel_offence,
    "directed_abuse": lambda facts, _: facts.directed_abuse,
    "learning_disability": lambda facts, _: _is(facts.learning_disability_screen, "positive"),
    "bands_differ": _bands_differ,
}
"""Whether each criterion holds; None where a missing fact leaves it open."""
LOOKS_AT: Mapping[CriterionId, tuple[str, ...]] = {
    "sex": ("sex",),
    "age": ("age",),
    "no_qualifying_offence": ("offence",),
    "meetings_arranged": ("meetings_arranged",),
    "contact_offence": ("contact_offence",),
    "panel_offence": ("offence", "panel_offence"),
    "directed_abuse": ("directed_abuse",),
    "learning_disability": ("learning_disability_screen",),
    "bands_differ": ("standard_band", "adapted_band", "deviance"),
}


def band_used(facts: EligibilityFacts, policy: EligibilityPolicy) -> RiskBand | None:
    """The band that risk is judged by: the one signed by itself, or else the policy's coding."""
    coding = facts.entered_variant or policy.coding
    return facts.adapted_band if coding == "adapted" else facts.standard_band


def open_facts(facts: EligibilityFacts, policy: EligibilityPolicy) -> tuple[str, ...]:
    """Missing facts that some criterion looks at before one that is sure to hold."""
    names: list[str] = []
    for criterion in policy.criterion:
        holds = HOLDS[criterion.id](facts, policy)
        if holds:
            break
        if holds is None:
            names += LOOKS_AT[criterion.id]
    else:
        names += [f"{facts.entered_variant or policy.coding}_band", "deviance"]
    return tuple(dict.fromkeys(name for name in names if getattr(facts, name) is None))


def possible_values(
    name: str, facts: EligibilityFacts, policy: EligibilityPolicy
) -> tuple[object, ...]:
    """One value for each way in which a fact can count."""
    if name in ("standard_band", "adapted_band"):
        return _bands_that_count(policy)
    if name == "offence":
        # A panel offence that is known of is one of the convictions; one ruled out is not.
        ruled_out = None if facts.panel_offence is None else ("panel", "no")[facts.panel_offence]
        return tuple(each for each in ("yes", "no", "panel") if each != ruled_out)
    values: Mapping[str, tuple[object, ...]] = {
        "sex": ("male", "female"),
        "age": (policy.minimum_age - 1, policy.minimum_age),
        "learning_disability_screen": ("positive", "negative"),
        "deviance": ("low", "high"),
    }
    return values.get(name, (True, False))


def _bands_that_count(policy: EligibilityPolicy) -> tuple[RiskBand, ...]:
    """One band for each pair of outcomes (with low, with high deviance) that the table knows."""
    ends = {
        (policy.row(band, "low").outcome, policy.row(band, "high").outcome): band
        for band in reversed(RiskBand)
    }
    return tuple(ends.values())
