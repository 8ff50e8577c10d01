"""What a step of a referral brings about here: a seat that is not kept is given up."""

from __future__ import annotations

from datetime import datetime

from desist.casework.groups.actions.membership import GROUPS, leave_group
from desist.casework.groups.models import GroupMembership
from desist.casework.referrals.consequence import consequence
from desist.casework.referrals.models import Referral
from desist.programme.referral_flow import Transition


@consequence
def give_up_seat(*, referral: Referral, way: Transition, at: datetime) -> None:
    """End the membership, unless the flow has the place kept, as for somebody on hold."""
    if way.keeps_group:
        return
    held = GroupMembership.objects.filter(enrolment__referral=referral, left_on=None)
    for seat in held.select_related("enrolment__person"):
        leave_group(
            membership=seat, on=max(referral.status_since, seat.joined_on), by=GROUPS, at=at
        )
