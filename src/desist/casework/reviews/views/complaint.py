"""Recording a complaint, and answering one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from desist.casework.access import fetch, may, route, sheet
from desist.casework.access.role import CASE_ROLES
from desist.casework.accounts.queries import name_of, staff_in
from desist.casework.pages.conflict import differences
from desist.casework.people.models import Person
from desist.casework.records.editable import StaleVersion
from desist.casework.reviews.actions.feedback import (
    NotTheirs,
    answer_complaint,
    record_complaint,
)
from desist.casework.reviews.forms.feedback import AnswerForm, ComplaintForm
from desist.casework.reviews.models import Complaint
from desist.casework.reviews.queries.feedback import subjects_on, who_may_answer

ANSWERED = ("upheld", "answer", "change", "told_on")


@route(roles=CASE_ROLES)
def complain(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """What they say, in their words, and who is to answer."""
    person = fetch(request.user, Person, person_id, "reviews.complain", related=("team__unit",))
    today = timezone.localdate()
    form = ComplaintForm(request.POST or None, actor=request.user, initial={"received_on": today})
    form.fields["subject"].choices = list(subjects_on(today).items())
    form.fields["about"].offer(staff_in(CASE_ROLES, on=today), blank=_("Nobody in particular"))
    form.fields["answerer"].offer(who_may_answer(person, on=today), blank=_("Choose"))
    form.fields["received_on"].latest = today
    if request.method == "POST" and form.is_valid():
        given = {"person": person, "values": form.values}
        try:
            record_complaint(**given, by=request.user, at=timezone.now())
        except NotTheirs:
            form.add_error("answerer", _("Choose somebody who is not complained about"))
        else:
            messages.success(request, _("The complaint is recorded."))
            return redirect("reviews:of", person.public_id)
    context = {"form": form, "person": person, "today": today}
    return render(request, "reviews/complain.html", context)


@route(roles=CASE_ROLES)
def complaint(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One complaint: a manager who is not complained about answers here."""
    related = ("person__team__unit", "about", "answerer", "answered_by", "recorded_by")
    found = fetch(request.user, Complaint, public_id, related=related)
    today = timezone.localdate()
    context: dict[str, Any] = {
        "complaint": found,
        "read": sheet(request.user, found),
        "subject": subjects_on(today).get(found.subject, found.subject),
        "person": found.person,
        "today": today,
        "form": None,
        "differences": None,
    }
    if not may(request.user, "reviews.answer", found):
        return render(request, "reviews/complaint.html", context)
    initial: dict[str, Any] = {"read_version": found.version, "told_on": today}
    if not found.is_open:
        initial |= {name: getattr(found, name) for name in ANSWERED}
    form = context["form"] = AnswerForm(request.POST or None, actor=request.user, initial=initial)
    form.fields["told_on"].latest = today
    if request.method == "POST" and form.is_valid():
        try:
            answer_complaint(
                complaint=found,
                read_version=form.cleaned_data["read_version"] or 0,
                values=form.values,
                by=request.user,
                at=timezone.now(),
            )
        except StaleVersion as stale:
            context |= differences(form, stale.stored, name_of=name_of)
            return render(request, "reviews/complaint.html", context, status=409)
        messages.success(request, _("Your answer is saved."))
        return redirect("reviews:of", found.person.public_id)
    return render(request, "reviews/complaint.html", context)
