"""Deciding on eligibility: the rules recommend, and what they said is stored whole."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from desist.cases.assessment import assess_case
from desist.cases.case_text import case_text
from desist.casework.assessment.models import EligibilityDecision
from desist.casework.assessment.queries import case_file_of
from desist.casework.audit.door import action, tell
from desist.casework.audit.event_format import Kind
from desist.casework.referrals.models import Referral
from desist.casework.rules.queries import adoptions_here, the_catalogue
from desist.casework.rules.stored_decision import values_of_decision


@action("assessment.decide", on="referral", kind=Kind.COLLECTION, told=_("Eligibility judged"))
def decide_eligibility(
    *, referral: Referral, on: date, by: Any, at: datetime
) -> EligibilityDecision:
    """Judge by static risk and deviance under today's rules, and store the Decision whole."""
    case, catalogue, adoptions = case_file_of(referral, on=on), the_catalogue(), adoptions_here()
    judged = assess_case(case, catalogue=catalogue, adoptions=adoptions, on=on)
    values = values_of_decision(
        judged.eligibility,
        grounds=(*judged.risk.decisions(), judged.battery.deviance.decision),
        case=case_text(case),
        catalogue=catalogue,
        adoptions=adoptions,
    )
    decision = EligibilityDecision(
        referral=referral, decided_on=on, by=by.public_id, at=at, **values
    )
    decision.save(force_insert=True)
    tell(decision, referral.person, fields=("outcome", "record"))
    return decision
