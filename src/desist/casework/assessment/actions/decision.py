"""Deciding on eligibility: the rules recommend, and what they said is stored whole."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from desist.cases.assessment import assess_case
from desist.cases.battery import JudgedBattery
from desist.cases.case_text import case_text
from desist.casework.access import Role
from desist.casework.access.policy import System
from desist.casework.assessment.actions.moving_on import move_on
from desist.casework.assessment.glance import glance_text
from desist.casework.assessment.models import EligibilityDecision
from desist.casework.assessment.queries.case import case_file_of
from desist.casework.assessment.queries.ruling import due, ruling_rule
from desist.casework.audit.door import action, tell
from desist.casework.audit.event_format import Kind
from desist.casework.referrals.models import Referral
from desist.casework.rules.queries import adoptions_here, the_catalogue
from desist.casework.rules.stored_decision import values_of_decision
from desist.casework.tasks.actions import finish_tasks, raise_task
from desist.programme.decision import AWAITING_ADOPTION, CANNOT_DECIDE, Decision

RULES = System("rules of eligibility")
"""What the rules leave to a panel goes there by them, whoever asked."""
UNANSWERED = frozenset({CANNOT_DECIDE, AWAITING_ADOPTION})
"""Outcomes that recommend nothing: facts or adoptions are missing."""


@action("assessment.decide", on="referral", kind=Kind.COLLECTION, told=_("Eligibility judged"))
def decide_eligibility(
    *, referral: Referral, on: date, by: Any, at: datetime
) -> EligibilityDecision:
    """Judge by static risk and deviance under today's rules, and store the Decision whole.

    What is left to a panel moves the referral there; any other recommendation waits for a
    treatment manager. Earlier decisions stay.
    """
    decision = _judge(referral, on=on, by=by, at=at)
    about = {"person": referral.person, "about": referral, "by": by, "at": at}
    finish_tasks(kind="assessment.decide_again", **about)
    finish_tasks(kind="assessment.rule", **about)
    if decision.outcome not in UNANSWERED:
        day = due("rule", referral, on=on)
        raise_task(kind="assessment.rule", role=Role.MANAGER, due_on=day, **about)
    rule = ruling_rule(on=on)
    if decision.outcome == rule.panel.outcome:
        move_on(referral=referral, to=rule.panel, reason=rule.panel.reason, on=on, by=RULES, at=at)
    tell(decision, referral.person, fields=("outcome", "record"))
    return decision


def _judge(referral: Referral, *, on: date, by: Any, at: datetime) -> EligibilityDecision:
    case, catalogue, adoptions = case_file_of(referral, on=on), the_catalogue(), adoptions_here()
    judged = assess_case(case, catalogue=catalogue, adoptions=adoptions, on=on)
    values = values_of_decision(
        judged.eligibility,
        grounds=(*judged.risk.decisions(), *_of_battery(judged.battery)),
        case=case_text(case),
        catalogue=catalogue,
        adoptions=adoptions,
    )
    decision = EligibilityDecision(
        referral=referral, decided_on=on, by=by.public_id, at=at, **values
    )
    decision.glance = glance_text(decision.kept["grounds"])
    decision.save(force_insert=True)
    return decision


def _of_battery(battery: JudgedBattery) -> tuple[Decision, ...]:
    """What the battery showed: deviance decides, the others stand beside it."""
    judged = (battery.deviance, battery.profile, battery.pathway, battery.needs)
    return tuple(each.decision for each in judged)
