"""Booking the sessions of a plan, moving one, cancelling one, and that one was held."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from desist.casework.access.policy import System
from desist.casework.audit.door import action, bookkeeping, tell
from desist.casework.planning.actions.hold import TimeTaken, call_off, shift, take
from desist.casework.planning.models import (
    UPCOMING,
    Appointment,
    AppointmentState,
    Enrolment,
    TreatmentPlan,
)
from desist.casework.planning.queries.kept_place import hold_place
from desist.casework.planning.queries.requirement import days_not_covered
from desist.casework.planning.queries.staffing import check_staffing
from desist.casework.records.editable import amend, insert
from desist.casework.referrals.actions import carry_forward
from desist.casework.referrals.models import Referral, Status

SCHEDULING = System("scheduling")
WAITED_FOR_A_PLACE = (
    Status.AWAITING_ALLOCATION,
    Status.SUITABLE_NOT_READY,
    Status.DEPRIORITISED,
)
BOOKED = ("number", "module", "exercises", "day", "starts", "minutes", "room", "facilitator")


class RequirementLapsed(ValueError):
    """On these ``days`` nothing on record asks for a programme: nobody could be held to come."""

    def __init__(self, days: tuple[date, ...]) -> None:
        super().__init__(", ".join(map(str, days)))
        self.days = days


@action("planning.book", on="enrolment", told=_("Sessions booked"))
def book_appointments(
    *,
    enrolment: Enrolment,
    plan: TreatmentPlan,
    sessions: Iterable[Mapping[str, Any]],
    by: Any,
    at: datetime,
) -> Enrolment:
    """Book sessions of an approved plan, all or none; the referral is scheduled by it.

    Each holds number, module, exercises, day, starts, minutes, room, facilitator and, where there
    is one, co_facilitator.

    Raises:
        RequirementLapsed: the order or licence does not last until one of them.
        TimeTaken: one of them would meet another session; nothing was booked.
        TwoNeeded: one of them may not be held by one member of staff; nothing was booked.
        StaleVersion: their place was given up meanwhile.
    """
    made = [Appointment(enrolment=enrolment, plan=plan, changed_at=at, **each) for each in sessions]
    referral = book_sessions(enrolment=enrolment, sessions=made, by=by, at=at)
    tell(enrolment, plan, enrolment.person, *made, fields=BOOKED)
    wait_no_longer(referral=referral, by=by, at=at)
    return enrolment


@bookkeeping("a part of booking: the act that books says for whom and why")
def book_sessions(
    *, enrolment: Enrolment, sessions: Sequence[Appointment], by: Any, at: datetime
) -> Referral:
    """Take the time of new sessions and write them, all or none; the referral, held until then.

    Raises:
        RequirementLapsed: the order or licence does not last until one of them.
        TimeTaken: one of them would meet another session, or is booked already.
        TwoNeeded: one of them may not be held by one member of staff.
        StaleVersion: their place was given up meanwhile.
    """
    referral = hold_place(enrolment, at=at)
    _check_requirement(enrolment, [each.day for each in sessions])
    check_staffing(enrolment.person, sessions)
    for each in sessions:
        take(booking=each, at=at)
        try:
            with transaction.atomic():
                insert(each, by=by, at=at)
        except IntegrityError:
            raise TimeTaken(each, ()) from None
    return referral


@action("planning.move", on="appointment", told=_("Session moved"))
def move_appointment(
    *,
    appointment: Appointment,
    read_version: int,
    values: Mapping[str, Any],
    by: Any,
    at: datetime,
) -> Appointment:
    """Hold it on another day, at another time, elsewhere or by somebody else.

    ``values`` holds any of day, starts, room, facilitator and co_facilitator. Calendars keep its
    id and see a higher sequence.

    Raises:
        RequirementLapsed: the order or licence does not last until that day.
        TimeTaken: it would meet another session; nothing was changed.
        TwoNeeded: one member of staff may not hold it then; nothing was changed.
        StaleVersion: somebody else changed it in between.
    """
    if "day" in values:
        _check_requirement(appointment.enrolment, [values["day"]])
    changed = shift(booking=appointment, read_version=read_version, values=values, by=by, at=at)
    check_staffing(appointment.enrolment.person, [appointment])
    tell(appointment, appointment.enrolment.person, fields=changed)
    return appointment


@action("planning.cancel", on="appointment", told=_("Session cancelled"))
def cancel_appointment(
    *, appointment: Appointment, read_version: int, by: Any, at: datetime
) -> Appointment:
    """Do not hold it; its session of the plan can be booked anew.

    Raises:
        StaleVersion: somebody else changed it in between.
    """
    changed = call_off(booking=appointment, read_version=read_version, by=by, at=at)
    tell(appointment, appointment.enrolment.person, fields=changed)
    return appointment


@bookkeeping("only asks whether anything is to come; the cancelling itself is an action")
def cancel_to_come(*, enrolment: Enrolment, after: date, at: datetime) -> None:
    """Hold none of the sessions that were to follow a day, nor one that was to begin on it yet.

    What nobody recorded until then stays, to be recorded.
    """
    held = Appointment.objects.select_for_update()
    booked = held.filter(enrolment=enrolment, state__in=UPCOMING, day__gte=after)
    rest = [each for each in booked if each.is_to_come(after=after, at=at)]
    if rest:
        _cancel_rest(enrolment=enrolment, appointments=rest, by=SCHEDULING, at=at)


@action("planning.cancel_rest", on="enrolment", told=_("Sessions to come cancelled"))
def _cancel_rest(
    *, enrolment: Enrolment, appointments: Sequence[Appointment], by: Any, at: datetime
) -> None:
    for each in appointments:
        changed = call_off(booking=each, read_version=each.version, by=by, at=at)
    tell(enrolment, enrolment.person, *appointments, fields=changed)


@action("planning.hold", on="appointment")
def mark_held(*, appointment: Appointment, read_version: int, by: Any, at: datetime) -> Appointment:
    """It was held; what happened in it is recorded by delivery.

    Raises:
        StaleVersion: somebody else changed it in between.
    """
    values = {"state": AppointmentState.HELD}
    changed = amend(appointment, read_version=read_version, values=values, by=by, at=at)
    tell(appointment, appointment.enrolment.person, fields=changed)
    return appointment


@bookkeeping("moves a referral by its own action, which tells")
def wait_no_longer(*, referral: Referral, by: Any, at: datetime) -> None:
    """A referral that waited for a place waits no longer, whoever's work booking is."""
    if referral.status in WAITED_FOR_A_PLACE:
        carry_forward(referral=referral, to=Status.SCHEDULED, system=SCHEDULING, by=by, at=at)


def _check_requirement(enrolment: Enrolment, days: list[date]) -> None:
    lapsed = days_not_covered(enrolment.referral, days)
    if lapsed:
        raise RequirementLapsed(lapsed)
