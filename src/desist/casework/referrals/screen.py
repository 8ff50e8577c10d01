"""Screen: what the rules of this site come to before assessment, from the facts of a referral."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from desist.casework.referrals.models import Referral
from desist.casework.referrals.offence import tables_on
from desist.casework.referrals.programme import programme_of
from desist.casework.referrals.queries import facts_of
from desist.casework.referrals.words import words
from desist.casework.rules.queries import adoptions_here, the_catalogue
from desist.casework.rules.stored_decision import values_of_decision
from desist.programme.age import age_on
from desist.programme.decision import Decision, Reason, plain
from desist.programme.eligibility_criterion import EligibilityFacts
from desist.programme.eligibility_policy import EligibilityPolicy
from desist.programme.entry import Grade
from desist.programme.offence import ConvictedOffence, judge_offences
from desist.programme.screening import judge_screening


def judge_referral(referral: Referral, *, on: date) -> Decision:
    """What screening comes to on a day, under what this site has adopted."""
    facts = facts_of(referral)
    convictions = [
        ConvictedOffence(
            code=each.code,
            committed_on=each.committed_on,
            convicted_on=each.convicted_on,
            image=each.image,
            contact=each.contact,
        )
        for each in facts.offences
    ]
    offences = judge_offences(convictions, tables=tables_on(on), nation=referral.nation)
    held, person = facts.protection, referral.person
    return judge_screening(
        EligibilityFacts(
            sex=person.sex,
            age=age_on(person.born_on, on),
            offence=offences.offence,
            panel_offence=offences.panel_offence,
            contact_offence=offences.contact_offence,
            meetings_arranged=held.meetings_arranged if held else None,
            directed_abuse=held.directed_abuse if held else None,
            learning_disability_screen=(held.learning_disability_screen or None) if held else None,
        ),
        policies=_policies(on),
        preferred=programme_of(referral.programme, referral.programme_version).eligibility,
        awaiting=dict.fromkeys(("offence", "panel_offence", "contact_offence"), offences.awaiting)
        if offences.awaiting
        else {},
    )


def record_of(decision: Decision) -> dict[str, Any]:
    """A decision as it is stored and shown, each reason with its sentence."""
    return decision.as_record(words().reason)


def stored(decision: Decision) -> dict[str, Any]:
    """The columns in which a decision is kept whole."""
    case = json.dumps(plain(decision.facts), ensure_ascii=False, sort_keys=True)
    catalogue, adoptions = the_catalogue(), adoptions_here()
    return values_of_decision(decision, case=case, catalogue=catalogue, adoptions=adoptions)


def shown(kept: Mapping[str, Any]) -> dict[str, Any]:
    """A stored decision as pages show it: each reason with its sentence of today."""
    said = words()
    reasons = [
        {**each, "text": said.reason(Reason(**{**each, "grade": Grade(each["grade"])}))}
        for each in kept["reasons"]
    ]
    return {**kept, "reasons": reasons}


def _policies(on: date) -> tuple[EligibilityPolicy, ...]:
    return the_catalogue().all_in_force(EligibilityPolicy, on=on, adoptions=adoptions_here())
