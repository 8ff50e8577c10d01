"""Booking a catch-up; it is moved, cancelled and recorded as any session is."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from desist.casework.access import Role, fetch, route
from desist.casework.accounts.queries import staff_holding
from desist.casework.delivery.actions.catch_up import book_catch_up
from desist.casework.delivery.forms.catch_up import CatchUpForm
from desist.casework.delivery.models import SessionRecord
from desist.casework.delivery.policy import RECORDERS
from desist.casework.delivery.queries.course import who_may_deliver
from desist.casework.planning.actions.appointment import RequirementLapsed
from desist.casework.planning.actions.hold import TimeTaken
from desist.casework.planning.queries.kept_place import has_place
from desist.casework.planning.queries.place import rooms_for
from desist.casework.planning.queries.staffing import TwoNeeded
from desist.casework.planning.words import said_of_lapse, said_of_staffing, said_of_taken

RELATED = (
    "enrolment__person__team__unit",
    "enrolment__referral",
    "appointment__room",
    "appointment__makes_good__room",
)


@route(roles=RECORDERS)
def book(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Make good a missed session at another time."""
    found = fetch(request.user, SessionRecord, public_id, "delivery.catch_up", related=RELATED)
    if not has_place(found.enrolment.referral):
        raise Http404
    form = _form(request, found)
    if request.method == "POST" and form.is_valid() and _is_booked(request, found, form):
        messages.success(request, _("The catch-up is booked."))
        return redirect("delivery:of", found.enrolment.person.public_id)
    context = {
        "form": form,
        "record": found,
        "person": found.enrolment.person,
        "today": timezone.localdate(),
    }
    return render(request, "delivery/catch_up.html", context)


def _form(request: HttpRequest, found: SessionRecord) -> CatchUpForm:
    missed, person = found.appointment.makes_good or found.appointment, found.enrolment.person
    initial = {"minutes": missed.minutes, "starts": missed.starts.strftime("%H:%M")}
    initial |= {"room": missed.room.public_id, "facilitator": missed.facilitator.public_id}
    form = CatchUpForm(request.POST or None, actor=request.user, initial=initial)
    form.fields["room"].offer(rooms_for(request.user, person), blank=_("Choose a room"))
    form.fields["facilitator"].offer(who_may_deliver(found.enrolment), blank=_("Choose"))
    staff = staff_holding(Role.FACILITATOR, on=timezone.localdate())
    form.fields["co_facilitator"].offer(staff, blank=_("Nobody"))
    form.fields["day"].earliest = timezone.localdate()
    return form


def _is_booked(request: HttpRequest, found: SessionRecord, form: CatchUpForm) -> bool:
    """Whether it could be booked; if not, the form says why beside the field."""
    if not form.can_be_held(found.enrolment, minutes=form.values["minutes"]):
        return False
    try:
        book_catch_up(record=found, values=form.values, by=request.user, at=timezone.now())
    except RequirementLapsed as lapsed:
        form.add_error("day", said_of_lapse(lapsed.days))
    except TwoNeeded as alone:
        form.add_error("co_facilitator", said_of_staffing(alone.grounds))
    except TimeTaken as clash:
        if clash.taken:
            form.add_error("starts", said_of_taken(clash.taken))
        else:
            form.add_error("day", _("A catch-up is planned already; cancel it first"))
    return not form.errors
