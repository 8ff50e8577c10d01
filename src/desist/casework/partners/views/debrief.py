"""Debriefs: one's own, and those for which one is the supervisor."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from desist.casework.access import fetch, listing, route
from desist.casework.access.role import CASE_ROLES
from desist.casework.pages.page_number import page_number
from desist.casework.partners.actions.debrief import NoSupervisor, answer_debrief, write_debrief
from desist.casework.partners.forms import AnswerForm, DebriefForm
from desist.casework.partners.models import Debrief
from desist.casework.partners.queries.debrief import answers_to, debriefs_of, supervisors_for


@route(roles=CASE_ROLES)
def debriefs(request: HttpRequest) -> HttpResponse:
    """What somebody said, and what was said to them."""
    page = listing(debriefs_of(request.user), verb="partners.debriefs", page=page_number(request))
    return render(request, "partners/debriefs.html", {"page": page})


@route(roles=CASE_ROLES)
def write(request: HttpRequest) -> HttpResponse:
    """Say how a day was."""
    today = timezone.localdate()
    form = DebriefForm(request.POST or None, actor=request.user, initial={"on": today})
    form.fields["supervisor"].offer(supervisors_for(request.user, on=today), blank=_("Choose"))
    form.fields["on"].latest = today
    if request.method == "POST" and form.is_valid():
        values = form.values
        supervisor = values.pop("supervisor")
        try:
            write_debrief(supervisor=supervisor, values=values, by=request.user, at=timezone.now())
        except NoSupervisor:
            form.add_error("supervisor", _("Select somebody who was a supervisor on that day"))
        else:
            messages.success(request, _("Your supervisor can read it now, and nobody else."))
            return redirect("partners:debriefs")
    return render(request, "partners/write_debrief.html", {"form": form})


@route(roles=CASE_ROLES)
def debrief(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One debrief and what was said to it."""
    found = fetch(request.user, Debrief, public_id, related=("author", "supervisor"))
    form = AnswerForm(request.POST or None, actor=request.user)
    if request.method == "POST" and form.is_valid():
        answer_debrief(debrief=found, **form.values, by=request.user, at=timezone.now())
        return redirect("partners:debrief", found.public_id)
    context = {"debrief": found, "answers": answers_to(request.user, found), "form": form}
    return render(request, "partners/debrief.html", context)
