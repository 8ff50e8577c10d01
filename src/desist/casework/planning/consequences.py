"""What a step of a referral brings about here: a place that is not kept is given back."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import ngettext

from desist.casework.planning.actions.appointment import cancel_to_come
from desist.casework.planning.models import UPCOMING, Appointment, Enrolment
from desist.casework.referrals.consequence import consequence, foretelling
from desist.casework.referrals.models import Referral
from desist.programme.referral_flow import Transition


@consequence
def give_place_back(*, referral: Referral, way: Transition, at: datetime) -> None:
    """Cancel the sessions to come, unless the flow has the place kept, as for somebody on hold."""
    if way.keeps_group:
        return
    for enrolment in Enrolment.objects.filter(referral=referral, ended_on=None):
        cancel_to_come(enrolment=enrolment, after=referral.status_since, at=at)


@foretelling
def say_what_is_cancelled(referral: Referral, way: Transition) -> str:
    """How many sessions would be cancelled: those to come, and more if it is dated back."""
    if way.keeps_group:
        return ""
    running = {"enrolment__referral": referral, "enrolment__ended_on": None}
    booked = Appointment.objects.filter(
        **running, state__in=UPCOMING, day__gte=referral.status_since
    )
    at = timezone.now()
    coming = [each.is_to_come(after=timezone.localdate(at), at=at) for each in booked]
    said = (_of_those_to_come(sum(coming)), _of_those_before(coming.count(False)))
    return " ".join(each for each in said if each)


def _of_those_to_come(number: int) -> str:
    said = ngettext(
        "%(num)s booked session will be cancelled.",
        "%(num)s booked sessions will be cancelled.",
        number,
    )
    return said % {"num": number} if number else ""


def _of_those_before(number: int) -> str:
    said = ngettext(
        "%(num)s is over and not recorded: it is cancelled too if the step is dated before it.",
        "%(num)s are over and not recorded: those are cancelled too that the step is dated before.",
        number,
    )
    return said % {"num": number} if number else ""
