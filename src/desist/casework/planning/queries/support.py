"""Whom somebody needs: the sessions for which nobody is booked, and those that are not held."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from desist.casework.access import reached
from desist.casework.people.models import Access, Arrangement
from desist.casework.planning.models import (
    NEEDS,
    UPCOMING,
    Appointment,
    AppointmentState,
    SupportBooking,
)
from desist.casework.planning.queries.overview import MOST


@reached(Appointment)
def support_to_book(
    held: QuerySet[Appointment], *, day: date, until: date
) -> QuerySet[Appointment]:
    """The first sessions of these days with a need for which nobody is booked, and one more."""
    missing = Q()
    for need in NEEDS:
        missing |= Q(Exists(_arranged(need))) & ~Q(Exists(_standing(need)))
    coming = held.filter(missing, day__gte=day, day__lte=until, state__in=UPCOMING)
    related = coming.select_related("enrolment__person", "plan", "room__place")
    return related.order_by("day", "starts", "pk")[: MOST + 1]


@reached(Appointment)
def support_to_call_off(held: QuerySet[Appointment], *, day: date) -> QuerySet[Appointment]:
    """The first cancelled sessions from a day on for which somebody is booked still."""
    booked = Q()
    for need in NEEDS:
        booked |= Q(Exists(_booked(need)))
    cancelled = held.filter(booked, day__gte=day, state=AppointmentState.CANCELLED)
    related = cancelled.select_related("enrolment__person", "plan", "room__place")
    return related.order_by("day", "starts", "pk")[: MOST + 1]


def _arranged(need: Access) -> QuerySet[Arrangement]:
    return Arrangement._base_manager.filter(
        person=OuterRef("enrolment__person"), access__contains=need.value
    )


def _standing(need: Access) -> QuerySet[SupportBooking]:
    """The newest booking of a need, where it is for the session as it stands now."""
    return _booked(need).filter(day=OuterRef("day"), starts=OuterRef("starts"))


def _booked(need: Access) -> QuerySet[SupportBooking]:
    """The newest booking of a need, where somebody is booked by it."""
    newer = SupportBooking._base_manager.filter(
        appointment=OuterRef("appointment"), need=need.value, pk__gt=OuterRef("pk")
    )
    held = SupportBooking._base_manager.filter(appointment=OuterRef("pk"), need=need.value)
    return held.exclude(booked="").exclude(Exists(newer))
