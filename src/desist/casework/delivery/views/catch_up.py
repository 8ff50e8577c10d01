"""Booking a catch-up, and cancelling one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from desist.casework.access import Role, fetch, route, rows
from desist.casework.accounts.queries import staff_holding
from desist.casework.delivery.actions.catch_up import Unbookable, book_catch_up, cancel_catch_up
from desist.casework.delivery.forms import CancelForm, CatchUpForm
from desist.casework.delivery.models import CatchUp, SessionRecord
from desist.casework.delivery.policy import RECORDERS
from desist.casework.delivery.queries.course import who_may_deliver
from desist.casework.planning.models import Room
from desist.casework.planning.queries.staffing import TwoNeeded
from desist.casework.planning.words import said_of_staffing
from desist.casework.records.editable import StaleVersion

TAKEN = {
    "person": _("They have another session then"),
    "user": _("This member of staff has another session then"),
    "room": _("The room is taken then"),
}
FIELD = {"person": "day", "user": "facilitator", "room": "room"}


@route(roles=RECORDERS)
def book(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Make good a missed session at another time."""
    related = ("enrolment__person__team__unit", "appointment__room", "catch_up__missed")
    found = fetch(request.user, SessionRecord, public_id, "delivery.catch_up", related=related)
    person = found.enrolment.person
    missed = found.appointment or found.catch_up.missed
    initial = {"minutes": missed.minutes, "starts": missed.starts.strftime("%H:%M")}
    initial |= {"room": missed.room.public_id, "facilitator": missed.facilitator.public_id}
    form = CatchUpForm(request.POST or None, actor=request.user, initial=initial)
    rooms = rows(request.user, Room).filter(is_open=True, place__unit=person.team.unit)
    form.fields["room"].offer(rooms.select_related("place"), blank=_("Choose a room"))
    form.fields["facilitator"].offer(who_may_deliver(found.enrolment), blank=_("Choose"))
    staff = staff_holding(Role.FACILITATOR, on=timezone.localdate())
    form.fields["co_facilitator"].offer(staff, blank=_("Nobody"))
    form.fields["day"].earliest = timezone.localdate()
    if request.method == "POST" and form.is_valid():
        try:
            book_catch_up(record=found, values=form.values, by=request.user, at=timezone.now())
        except Unbookable as clash:
            for each in clash.taken:
                form.add_error(FIELD[each], TAKEN[each])
            if not clash.taken:
                form.add_error("day", _("A catch-up is planned already; cancel it first"))
        except TwoNeeded as alone:
            form.add_error("co_facilitator", said_of_staffing(alone.grounds))
        else:
            messages.success(request, _("The catch-up is booked."))
            return redirect("delivery:of", person.public_id)
    context = {"form": form, "record": found, "person": person, "today": timezone.localdate()}
    return render(request, "delivery/catch_up.html", context)


@route(roles=RECORDERS)
def cancel(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Do not hold a catch-up."""
    related = ("enrolment__person__team__unit", "facilitator", "room__place")
    found = fetch(request.user, CatchUp, public_id, "delivery.cancel_catch_up", related=related)
    person = found.enrolment.person
    initial = {"read_version": found.version}
    form = CancelForm(request.POST or None, actor=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            cancel_catch_up(
                catch_up=found,
                read_version=form.cleaned_data["read_version"] or 0,
                by=request.user,
                at=timezone.now(),
            )
        except StaleVersion:
            messages.warning(request, _("Somebody else changed this catch-up just now."))
        else:
            messages.success(request, _("The catch-up is cancelled."))
        return redirect("delivery:of", person.public_id)
    context = {"form": form, "catch_up": found, "person": person, "today": timezone.localdate()}
    return render(request, "delivery/cancel.html", context)
