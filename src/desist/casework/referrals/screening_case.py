"""What screening judges, as text: kept with the decision, so that it can be judged again."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from desist.casework.referrals.models import Referral
from desist.casework.referrals.programme import programme_of
from desist.casework.referrals.queries import facts_of
from desist.catalogue.adoption_file import Adoptions
from desist.catalogue.collection import Catalogue, NotHeld
from desist.programme.age import age_on
from desist.programme.decision import Decision, plain
from desist.programme.eligibility_criterion import EligibilityFacts
from desist.programme.eligibility_policy import EligibilityPolicy
from desist.programme.offence import (
    ConvictedOffence,
    JudgedOffences,
    OffenceTable,
    judge_offences,
)
from desist.programme.screening import judge_screening

PROTECTION = ("meetings_arranged", "directed_abuse", "learning_disability_screen")
CONVICTION = ("code", "committed_on", "convicted_on", "image", "contact")


def screening_case(referral: Referral) -> str:
    """The facts of a referral that screening looks at, as JSON."""
    facts, person = facts_of(referral), referral.person
    convictions = [{name: getattr(each, name) for name in CONVICTION} for each in facts.offences]
    case = {
        "sex": person.sex,
        "born_on": person.born_on,
        "nation": referral.nation,
        "programme": {"id_": referral.programme, "version": referral.programme_version},
        "convictions": convictions,
        "protection": {name: getattr(facts.protection, name, None) for name in PROTECTION},
    }
    return json.dumps(plain(case), ensure_ascii=False, sort_keys=True)


def judge_case(
    case: str, catalogue: Catalogue, adoptions: Adoptions, on: date
) -> tuple[Decision, JudgedOffences]:
    """What screening comes to under a catalogue, adoptions and a day, and the offences judged.

    Raises:
        NotHeld: the programme is not there, or the case was kept by a version that kept no
            convictions.
    """
    held = json.loads(case)
    if "convictions" not in held:
        raise NotHeld("convictions", "fact", ())
    offences = judge_offences(
        [_conviction(each) for each in held["convictions"]],
        tables=catalogue.all_in_force(OffenceTable, on=on, adoptions=adoptions),
        nation=held["nation"],
    )
    awaited = ("offence", "panel_offence", "contact_offence")
    decision = judge_screening(
        _facts(held, offences, on=on),
        policies=catalogue.all_in_force(EligibilityPolicy, on=on, adoptions=adoptions),
        preferred=programme_of(**held["programme"], catalogue=catalogue).eligibility,
        awaiting=dict.fromkeys(awaited, offences.awaiting) if offences.awaiting else {},
    )
    return decision, offences


def _facts(held: dict[str, Any], offences: JudgedOffences, *, on: date) -> EligibilityFacts:
    screen = held["protection"]["learning_disability_screen"]
    return EligibilityFacts(
        sex=held["sex"],
        age=age_on(date.fromisoformat(held["born_on"]), on),
        offence=offences.offence,
        panel_offence=offences.panel_offence,
        contact_offence=offences.contact_offence,
        **held["protection"] | {"learning_disability_screen": screen or None},
    )


def _conviction(held: dict[str, Any]) -> ConvictedOffence:
    days = {name: held[name] and date.fromisoformat(held[name]) for name in CONVICTION[1:3]}
    return ConvictedOffence(**held | days)
