"""What a step of a referral brings about here: a place that is not kept is given back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import ngettext

from desist.casework.planning.actions.appointment import cancel_to_come
from desist.casework.planning.models import UPCOMING, Appointment, Enrolment
from desist.casework.referrals.consequence import consequence, foretelling
from desist.casework.referrals.models import Referral
from desist.programme.referral_flow import Transition


@consequence
def give_place_back(*, referral: Referral, way: Transition, by: Any, at: datetime) -> None:
    """Cancel the sessions to come, unless the flow has the place kept, as for somebody on hold."""
    if way.keeps_group:
        return
    for enrolment in Enrolment.objects.filter(referral=referral, ended_on=None):
        cancel_to_come(enrolment=enrolment, after=referral.status_since, at=at)


@foretelling
def say_what_is_cancelled(referral: Referral, way: Transition) -> str:
    """How many sessions to come would be cancelled."""
    if way.keeps_group:
        return ""
    booked = Appointment.objects.filter(enrolment__referral=referral, state__in=UPCOMING)
    number = booked.filter(enrolment__ended_on=None, day__gte=timezone.localdate()).count()
    said = ngettext(
        "%(num)s booked session will be cancelled.",
        "%(num)s booked sessions will be cancelled.",
        number,
    )
    return said % {"num": number} if number else ""
