"""Deciding on an absence, and recording what was done about a failure."""

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
from desist.casework.accounts.queries import name_of
from desist.casework.delivery.actions.absence import answer_failure, decide_absence
from desist.casework.delivery.forms.absence import AbsenceForm, FailureForm
from desist.casework.delivery.models import Absence, Failure, Taken, Verdict
from desist.casework.delivery.policy import FAILURE_READERS
from desist.casework.pages.conflict import differences
from desist.casework.records.editable import StaleVersion

RELATED = ("session_record__enrolment__person__team__unit", "session_record__appointment")


@route(roles=CASE_ROLES)
def absence(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One absence: the practitioner decides here, everybody else reads."""
    found = fetch(request.user, Absence, public_id, related=(*RELATED, "decided_by"))
    person = found.session_record.enrolment.person
    decides = may(request.user, "delivery.decide_absence", found)
    context: dict[str, Any] = {
        "absence": found,
        "read": sheet(request.user, found),
        "person": person,
        "today": timezone.localdate(),
        "decides": decides,
        "differences": None,
        "form": None,
    }
    if not decides:
        return render(request, "delivery/absence.html", context)
    initial = {"read_version": found.version}
    if found.verdict != Verdict.AWAITING:
        initial |= {name: getattr(found, name) for name in ("excuse", "evidence", "verdict")}
    form = AbsenceForm(request.POST or None, actor=request.user, initial=initial)
    context["form"] = form
    if request.method == "POST" and form.is_valid():
        try:
            decide_absence(
                absence=found,
                read_version=form.cleaned_data["read_version"] or 0,
                **form.values,
                by=request.user,
                at=timezone.now(),
            )
        except StaleVersion as stale:
            context |= differences(form, stale.stored, name_of=name_of)
            return render(request, "delivery/absence.html", context, status=409)
        return _decided(request, found, person)
    return render(request, "delivery/absence.html", context)


def _decided(request: HttpRequest, absence: Absence, person: Any) -> HttpResponse:
    """On to what follows, where something must."""
    messages.success(request, _("Your decision is saved."))
    failure = getattr(absence.session_record, "failure", None)
    if failure is not None and failure.taken == Taken.OPEN:
        return redirect("delivery:failure", failure.public_id)
    return redirect("delivery:of", person.public_id)


@route(roles=FAILURE_READERS)
def failure(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What the law asks to follow from a failure, and what was done."""
    found = fetch(request.user, Failure, public_id, related=(*RELATED, "taken_by", "sentence"))
    person = found.session_record.enrolment.person
    answers = may(request.user, "delivery.answer_failure", found)
    context: dict[str, Any] = {
        "failure": found,
        "read": sheet(request.user, found),
        "person": person,
        "today": timezone.localdate(),
        "answers": answers,
        "differences": None,
        "form": None,
    }
    if not answers:
        return render(request, "delivery/failure.html", context)
    initial: dict[str, Any] = {"read_version": found.version, "taken_on": timezone.localdate()}
    if found.taken:
        initial |= {name: getattr(found, name) for name in ("taken", "taken_on", "words")}
    form = FailureForm(request.POST or None, actor=request.user, initial=initial)
    form.offer(found.choices, today=timezone.localdate())
    context["form"] = form
    if request.method == "POST" and form.is_valid():
        try:
            answer_failure(
                failure=found,
                read_version=form.cleaned_data["read_version"] or 0,
                **form.values,
                by=request.user,
                at=timezone.now(),
            )
        except StaleVersion as stale:
            context |= differences(form, stale.stored, name_of=name_of)
            return render(request, "delivery/failure.html", context, status=409)
        messages.success(request, _("Recorded."))
        return redirect("delivery:of", person.public_id)
    return render(request, "delivery/failure.html", context)
