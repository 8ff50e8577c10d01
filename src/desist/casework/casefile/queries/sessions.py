"""Sessions of a case in one look: the next, the last and its work, and the hours so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desist.casework.access import note_reading, rows
from desist.casework.access.policy import Actor
from desist.casework.casefile.models import CaseSummary
from desist.casework.planning.models import Appointment, AppointmentState
from desist.casework.referrals.programme import programme_of

MINUTES = 60


@dataclass(frozen=True, kw_only=True)
class Sessions:
    """The sessions of one case."""

    next: Appointment | None
    last: Appointment | None
    worked_on: str
    """The module of the last one that was held."""
    hours_held: float
    hours_planned: float


def sessions_of(actor: Actor, summary: CaseSummary, *, day: date) -> Sessions | None:
    """The sessions that are booked for a case; None before any is. One query, or none."""
    if summary.referral_id is None or not summary.sessions_planned:
        return None
    held = rows(actor, Appointment).filter(enrolment__referral=summary.referral_id)
    ordered = held.select_related("enrolment", "room__place", "facilitator")
    booked = list(ordered.order_by("day", "starts"))
    if not booked:
        return None
    note_reading("casefile.sessions", [summary.person.reference])
    past = [each for each in booked if each.state == AppointmentState.HELD]
    ahead = [each for each in booked if each.is_upcoming and each.day >= day]
    minutes = [each.minutes for each in booked if each.state != AppointmentState.CANCELLED]
    return Sessions(
        next=ahead[0] if ahead else None,
        last=past[-1] if past else None,
        worked_on=_module(past[-1]) if past else "",
        hours_held=sum(each.minutes for each in past) / MINUTES,
        hours_planned=sum(minutes) / MINUTES,
    )


def _module(each: Appointment) -> str:
    """What a session is about, by the title of its module."""
    programme = programme_of(each.enrolment.programme, each.enrolment.programme_version)
    titles = {module.id: module.title for module in programme.module}
    return titles.get(each.module, each.module)
