"""Whom somebody booked for a session: an interpreter or another helper."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from desist.casework.access import fetch, route
from desist.casework.planning.actions.support import book_support
from desist.casework.planning.forms.support import SupportForm
from desist.casework.planning.models import NEEDS, Appointment
from desist.casework.planning.policy import BOOKERS
from desist.casework.planning.queries.adjustment import adjustments_for
from desist.casework.planning.views.appointment import RELATED


@route(roles=BOOKERS)
def book(request: HttpRequest, public_id: UUID, need: str) -> HttpResponse:
    """Say who is booked, or that they were called off."""
    found = fetch(request.user, Appointment, public_id, "planning.book_support", related=RELATED)
    arranged = {each.code: each for each in adjustments_for(found) if each.code in NEEDS}
    if need not in arranged:
        raise Http404
    booking = arranged[need].booking
    initial = {"booked": booking.booked if booking else ""}
    form = SupportForm(request.POST or None, actor=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = {"appointment": found, "need": need, **form.values}
        book_support(**given, by=request.user, at=timezone.now())
        messages.success(request, _("Recorded. If the session moves, you are asked again."))
        return redirect("planning:appointment", public_id)
    context = {
        "form": form,
        "appointment": found,
        "adjustment": arranged[need],
        "person": found.enrolment.person,
        "today": timezone.localdate(),
    }
    return render(request, "planning/support.html", context)
