"""What goes on by itself as sessions are held: the referral's status, the middle questionnaires."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from desist.casework.access.policy import System
from desist.casework.audit.door import bookkeeping
from desist.casework.battery.actions.administration import plan_points_from
from desist.casework.delivery.models import SessionRecord
from desist.casework.delivery.queries.course import Course, course_of
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
    if is_half_way(course_of(None, record.enrolment)):
        today = timezone.localdate(at)
        plan_points_from(referral=referral, anchor="half_way", on=today, by=DELIVERY, at=at)


def is_half_way(course: Course) -> bool:
    """Whether half of the planned sessions, at least, was attended or made good."""
    planned = course.plan.sessions if course.plan is not None else len(course.sittings)
    return planned > 0 and 2 * course.attended >= planned
