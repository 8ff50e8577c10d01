"""Records that fall due, keeping them, and ending them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from desist.casework.access import Level, Role, fetch, listing, may, route
from desist.casework.pages.page_number import page_number
from desist.casework.people.models import Person
from desist.casework.rights.actions.ending import CannotEnd, end_record, keep_record
from desist.casework.rights.forms import EndingForm, KeepForm
from desist.casework.rights.law import retention_on
from desist.casework.rights.models import RetentionReview
from desist.casework.rights.queries.retention import list_reviews


@route(roles={Role.MANAGER})
def due(request: HttpRequest) -> HttpResponse:
    """Records in reach that have been kept for as long as the schedule says."""
    today = timezone.localdate()
    query = list_reviews(request.user)
    page = listing(query, verb="rights.due", page=page_number(request))
    rule = retention_on(today)
    periods = {each.id: each.title for each in rule.period}
    context = {"page": page, "today": today, "rule": rule, "periods": periods}
    return render(request, "rights/due.html", context)


@route(roles={Role.MANAGER})
def review(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Keep one longer, with a reason, or go on to end it."""
    related = ("person__team__unit",)
    found = fetch(request.user, RetentionReview, public_id, "rights.keep", related=related)
    today = timezone.localdate()
    form = KeepForm(request.POST or None, actor=request.user, today=today)
    if request.method == "POST" and form.is_valid():
        keep_record(review=found, **form.values, by=request.user, at=timezone.now())
        messages.success(request, _("The record is kept."))
        return redirect("rights:due")
    periods = {each.id: each for each in retention_on(today).period}
    context = {
        "person": found.person,
        "today": today,
        "review": found,
        "period": periods.get(found.period),
        "form": form,
        "may_end": may(request.user, "rights.end", found.person),
    }
    return render(request, "rights/review.html", context)


@route(level=Level.CONFIRMED, roles={Role.MANAGER})
def end(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Make a record anonymous, or erase it."""
    person = fetch(request.user, Person, person_id, "rights.end", related=("team__unit",))
    form = EndingForm(request.POST or None, actor=request.user, person=person)
    today = timezone.localdate()
    if request.method == "POST" and form.is_valid():
        given = {"how": form.values["how"], "because": form.values["because"]}
        try:
            end_record(person=person, **given, by=request.user, at=timezone.now())
        except CannotEnd as refusal:
            form.add_error("how", str(refusal.why))
        else:
            messages.success(request, _("Done. The trail keeps that it was, and who decided so."))
            return redirect("rights:due")
    context = {"person": person, "today": today, "form": form, "rule": retention_on(today)}
    return render(request, "rights/end.html", context)
