"""What a step of a referral brings about here: catch-ups go with the place."""

from __future__ import annotations

from datetime import datetime

from desist.casework.delivery.actions.catch_up import cancel_catch_ups
from desist.casework.planning.models import Enrolment
from desist.casework.referrals.consequence import consequence
from desist.casework.referrals.models import Referral
from desist.programme.referral_flow import Transition


@consequence
def give_catch_ups_back(*, referral: Referral, way: Transition, at: datetime) -> None:
    """Cancel the catch-ups to come, unless the flow has the place kept."""
    if way.keeps_group:
        return
    for enrolment in Enrolment.objects.filter(referral=referral, ended_on=None):
        cancel_catch_ups(enrolment=enrolment, after=referral.status_since, at=at)
