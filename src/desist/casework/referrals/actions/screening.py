"""Screening: a treatment manager decides, and what the rules came to is kept beside it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from desist.casework.audit.door import action, tell
from desist.casework.referrals.actions.move import move_referral
from desist.casework.referrals.models import Referral, Screening, ScreeningOutcome, Status
from desist.casework.referrals.screen import judged_and_stored
from desist.programme.decision import Decision

LEADS_TO = {
    ScreeningOutcome.ACCEPT: Status.AWAITING_ASSESSMENT,
    ScreeningOutcome.RETURN: Status.RETURNED,
    ScreeningOutcome.PANEL: Status.SCREENING_PANEL,
    ScreeningOutcome.NOT_ELIGIBLE: Status.NOT_ELIGIBLE,
    ScreeningOutcome.ELSEWHERE: Status.REFERRED_ELSEWHERE,
}
BY_CRITERION = {
    "eligibility.no_qualifying_offence": "no_qualifying_offence",
    "eligibility.age": "age_or_sex",
    "eligibility.sex": "age_or_sex",
    "eligibility.meetings_arranged": "longer_programme_needed",
    "eligibility.learning_disability": "adapted_programme_needed",
}
"""The coded reason for which the flow takes a step, by what the rules found."""


class WhyNeeded(ValueError):
    """A return, a departure from the rules or a panel's decision says why: ``field`` is empty."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


@action("referrals.screen", on="referral", told=_("Screened"))
def decide_screening(
    *,
    referral: Referral,
    read_version: int,
    ruling: str,
    why: str,
    minute: str,
    by: Any,
    at: datetime,
) -> Referral:
    """Decide at screening; what today's rules come to is judged anew and stored beside it.

    Raises:
        WhyNeeded: the outcome is one for which something must be said, and nothing is.
        NotMoved: the flow does not allow it from where the referral stands.
        StaleVersion: somebody else decided or corrected it in between.
    """
    today = timezone.localdate(at)
    decision, kept = judged_and_stored(referral, on=today)
    by_panel = referral.status == Status.SCREENING_PANEL
    _check(ruling, decision, why=why, minute=minute, by_panel=by_panel)
    made = Screening(
        referral=referral,
        ruling=ruling,
        why=why,
        minute=minute,
        decided_on=today,
        by=by.public_id,
        at=at,
        **kept,
    )
    made.save(force_insert=True)
    tell(made, referral, referral.person, fields=("ruling", "outcome", "record", "why"))
    return move_referral(
        referral=referral,
        read_version=read_version,
        to=LEADS_TO[ScreeningOutcome(ruling)],
        reason=_reason(ruling, decision, by_panel=by_panel),
        effective_on=today,
        note=why,
        by=by,
        at=at,
    )


def _check(ruling: str, decision: Decision, *, why: str, minute: str, by_panel: bool) -> None:
    if by_panel:
        if not minute:
            raise WhyNeeded("minute")
    elif not why and (ruling == ScreeningOutcome.RETURN or ruling != decision.outcome):
        raise WhyNeeded("why")


def _reason(ruling: str, decision: Decision, *, by_panel: bool) -> str:
    """The coded reason of the step: by what was ruled, and by what the rules found."""
    if ruling == ScreeningOutcome.RETURN:
        return "facts_missing"
    if ruling == ScreeningOutcome.PANEL:
        return "rules_leave_open" if decision.outcome == ruling else "needs_another_look"
    if ruling == ScreeningOutcome.ACCEPT:
        return "panel_decided" if by_panel else "accepted"
    found = [BY_CRITERION.get(each.code) for each in decision.reasons]
    fitting = {
        ScreeningOutcome.NOT_ELIGIBLE: ("no_qualifying_offence", "age_or_sex"),
        ScreeningOutcome.ELSEWHERE: ("longer_programme_needed", "adapted_programme_needed"),
    }[ScreeningOutcome(ruling)]
    agreed = next((each for each in found if each in fitting), None)
    if agreed:
        return agreed
    if ruling == ScreeningOutcome.ELSEWHERE:
        return "other_programme"
    return "panel_decided" if by_panel else "other"
