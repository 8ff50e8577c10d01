"""How a programme ended: one page to read, one to record or correct it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from desist.casework.access import fetch, may, route, sheet
from desist.casework.access.role import CASE_ROLES
from desist.casework.accounts.queries import name_of
from desist.casework.delivery.queries.course import running_enrolment
from desist.casework.outcomes.actions.ending import EndedAlready, correct_ending, record_ending
from desist.casework.outcomes.forms import EndingForm
from desist.casework.outcomes.models import Ending
from desist.casework.outcomes.policy import WRITERS
from desist.casework.outcomes.queries.outcome import ending_of, reports_of
from desist.casework.pages.conflict import differences
from desist.casework.people.models import Person
from desist.casework.planning.models import Enrolment
from desist.casework.records.editable import StaleVersion

AT_FIRST: dict[str, Any] = {"differences": None, "action": ""}
"""Nobody was faster, and the page is sent to where it came from."""


@route(roles=CASE_ROLES)
def outcome(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """How the last programme ended, and its report."""
    person = fetch(request.user, Person, person_id, related=("team__unit__region",))
    enrolment = running_enrolment(request.user, person)
    context: dict[str, Any] = {"person": person, "today": timezone.localdate(), "enrolment": None}
    if enrolment is not None:
        ending = ending_of(request.user, enrolment)
        context |= {
            "enrolment": enrolment,
            "ending": ending,
            "read": sheet(request.user, ending) if ending else None,
            "reports": reports_of(request.user, enrolment),
            "may_end": may(request.user, "outcomes.end", enrolment),
            "may_begin": may(request.user, "outcomes.begin_report", enrolment),
        }
    return render(request, "outcomes/outcome.html", context)


@route(roles=WRITERS)
def end(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Record how it ended; the rule says what that is called.

    Whoever typed while somebody else recorded it sees both; saving again corrects theirs.
    """
    related = ("person__team__unit", "referral")
    enrolment = fetch(request.user, Enrolment, public_id, "outcomes.end", related=related)
    held = ending_of(request.user, enrolment)
    if held is not None and request.method != "POST":
        return redirect("outcomes:correct", held.public_id)
    today = timezone.localdate()
    form = EndingForm(request.POST or None, actor=request.user, initial={"ended_on": today})
    form.fields["ended_on"].latest = today
    form.fields["ended_on"].earliest = enrolment.begins_on
    context = {"form": form, "person": enrolment.person, "today": today} | AT_FIRST
    if request.method == "POST" and form.is_valid():
        try:
            record_ending(enrolment=enrolment, **form.values, by=request.user, at=timezone.now())
        except EndedAlready:
            theirs = ending_of(request.user, enrolment)
            context |= differences(form, theirs, name_of=name_of)
            context["action"] = reverse("outcomes:correct", args=[theirs.public_id])
            return render(request, "outcomes/end.html", context, status=409)
        messages.success(request, _("Recorded."))
        return redirect("outcomes:of", enrolment.person.public_id)
    return render(request, "outcomes/end.html", context)


@route(roles=WRITERS)
def correct(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say it better; it is judged anew by what is recorded now."""
    related = ("enrolment__person__team__unit",)
    found = fetch(request.user, Ending, public_id, "outcomes.correct_ending", related=related)
    person, today = found.enrolment.person, timezone.localdate()
    initial = {name: getattr(found, name) for name in ("code", "ended_on", "words")}
    initial["read_version"] = found.version
    form = EndingForm(request.POST or None, actor=request.user, initial=initial)
    form.fields["ended_on"].latest = today
    form.fields["ended_on"].earliest = found.enrolment.begins_on
    context = {"form": form, "person": person, "today": today} | AT_FIRST
    if request.method == "POST" and form.is_valid():
        try:
            correct_ending(
                ending=found,
                read_version=form.cleaned_data["read_version"] or 0,
                **form.values,
                by=request.user,
                at=timezone.now(),
            )
        except StaleVersion as stale:
            context |= differences(form, stale.stored, name_of=name_of)
            return render(request, "outcomes/end.html", context, status=409)
        messages.success(request, _("Corrected."))
        return redirect("outcomes:of", person.public_id)
    return render(request, "outcomes/end.html", context)
