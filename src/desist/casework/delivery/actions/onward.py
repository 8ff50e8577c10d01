"""What goes on by itself as sessions are held: the referral's status, the middle questionnaires."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from desist.casework.access.policy import System
from desist.casework.audit.door import bookkeeping
from desist.casework.battery.actions.administration import plan_points_from
from desist.casework.delivery.models import SessionRecord
from desist.casework.delivery.queries.progress import is_half_way
from desist.casework.referrals.actions import carry_forward
from desist.casework.referrals.models import Referral, Status

DELIVERY = System("delivery")


@bookkeeping("part of recording a session, which tells")
def go_onward(*, record: SessionRecord, by: Any, at: datetime) -> None:
    """A first session begins the programme; the middle one brings the middle questionnaires."""
    if not record.attended:
        return
    referral = Referral._base_manager.select_related("person").get(pk=record.enrolment.referral_id)
    if referral.status == Status.SCHEDULED:
        to = Status.ON_PROGRAMME
        carry_forward(referral=referral, to=to, system=DELIVERY, by=by, at=at)
    if is_half_way(record.enrolment):
        today = timezone.localdate(at)
        plan_points_from(referral=referral, anchor="half_way", on=today, by=DELIVERY, at=at)
