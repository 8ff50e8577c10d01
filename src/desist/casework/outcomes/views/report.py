"""The report: begun, written, signed, countersigned, printed, sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from csp.decorators import csp_update
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desist.casework.access import fetch, may, route
from desist.casework.accounts.queries import name_of
from desist.casework.outcomes.actions.report import (
    Unsaid,
    begin_report,
    countersign_report,
    edit_report,
    issue_report,
    return_report,
    sign_report,
)
from desist.casework.outcomes.forms import IssueForm, NothingTyped, ReportForm
from desist.casework.outcomes.models import FinalReport
from desist.casework.outcomes.policy import READERS, WRITERS
from desist.casework.outcomes.queries.outcome import issues_of
from desist.casework.outcomes.sheet import AUTHORS, document_of
from desist.casework.pages.conflict import differences
from desist.casework.pages.paper import paper as as_asked
from desist.casework.planning.models import Enrolment
from desist.casework.records.editable import StaleVersion
from desist.documents.block_page import STYLE
from desist.documents.page import stylesheet_digest
from desist.documents.pdf import PdfUnavailable

RELATED = ("enrolment__person__team__unit", "enrolment__referral", "author", "countersigned_by")


@route(roles=WRITERS)
def begin(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Assemble a version from the record as it stands today."""
    related = ("person__team__unit", "referral")
    enrolment = fetch(request.user, Enrolment, public_id, "outcomes.begin_report", related=related)
    form = NothingTyped(request.POST or None, actor=request.user)
    if request.method == "POST" and form.is_valid():
        report = begin_report(enrolment=enrolment, by=request.user, at=timezone.now())
        return redirect("outcomes:write", report.public_id)
    context = {"form": form, "person": enrolment.person, "today": timezone.localdate()}
    return render(request, "outcomes/begin.html", context)


@route(roles=READERS)
def report(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The report as it reads, and what may be done with it now."""
    found = fetch(request.user, FinalReport, public_id, related=RELATED)
    verbs = ("edit", "sign", "countersign", "return", "issue")
    context = {
        "report": found,
        "document": document_of(found),
        "person": found.enrolment.person,
        "today": timezone.localdate(),
        "issues": issues_of(request.user, found),
        "may": {verb: may(request.user, f"outcomes.{verb}_report", found) for verb in verbs},
        "form": NothingTyped(actor=request.user, initial={"read_version": found.version}),
    }
    return render(request, "outcomes/report.html", context)


@route(roles=WRITERS)
def write(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write the author's parts."""
    found = fetch(request.user, FinalReport, public_id, "outcomes.edit_report", related=RELATED)
    initial = {name: getattr(found, name) for name, _title in AUTHORS}
    initial["read_version"] = found.version
    form = ReportForm(request.POST or None, actor=request.user, initial=initial)
    context: dict[str, Any] = {
        "form": form,
        "report": found,
        "person": found.enrolment.person,
        "today": timezone.localdate(),
        "differences": None,
    }
    if request.method == "POST" and form.is_valid():
        try:
            edit_report(
                report=found,
                read_version=form.cleaned_data["read_version"] or 0,
                values=form.values,
                by=request.user,
                at=timezone.now(),
            )
        except StaleVersion as stale:
            context |= differences(form, stale.stored, name_of=name_of)
            return render(request, "outcomes/write.html", context, status=409)
        messages.success(request, _("Saved."))
        return redirect("outcomes:report", found.public_id)
    return render(request, "outcomes/write.html", context)


@route(roles=WRITERS)
@require_POST
def sign(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The author stands by it."""
    return _pressed(request, public_id, "outcomes.sign_report", sign_report, _("Signed."))


@route(roles=WRITERS)
@require_POST
def countersign(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A second person stands by it."""
    said = _("Countersigned. From now on it can only be replaced by a later version.")
    return _pressed(request, public_id, "outcomes.countersign_report", countersign_report, said)


@route(roles=WRITERS)
@require_POST
def send_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """It goes back to its author."""
    said = _("Returned to its author.")
    return _pressed(request, public_id, "outcomes.return_report", return_report, said)


def _pressed(
    request: HttpRequest, public_id: UUID, verb: str, act: Callable[..., Any], said: str
) -> HttpResponse:
    found = fetch(request.user, FinalReport, public_id, verb, related=RELATED)
    form = NothingTyped(request.POST, actor=request.user)
    if form.is_valid():
        version = form.cleaned_data["read_version"] or 0
        try:
            act(report=found, read_version=version, by=request.user, at=timezone.now())
        except StaleVersion:
            messages.warning(request, _("Somebody else changed it just now. Read it again."))
        except Unsaid as unsaid:
            titles = dict(AUTHORS)
            empty = ", ".join(str(titles[each]) for each in unsaid.parts)
            messages.warning(request, _("Write these parts first: %(parts)s") % {"parts": empty})
        else:
            messages.success(request, said)
    return redirect("outcomes:report", public_id)


@route(roles=WRITERS)
def issue(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Record to whom it goes."""
    found = fetch(request.user, FinalReport, public_id, "outcomes.issue_report", related=RELATED)
    form = IssueForm(request.POST or None, actor=request.user)
    if request.method == "POST" and form.is_valid():
        issue_report(report=found, **form.values, by=request.user, at=timezone.now())
        messages.success(request, _("Recorded as a disclosure."))
        return redirect("outcomes:report", found.public_id)
    context = {"form": form, "person": found.enrolment.person, "today": timezone.localdate()}
    return render(request, "outcomes/issue.html", context)


@route(roles=READERS)
@csp_update({"style-src": [f"'{stylesheet_digest(STYLE)}'"]})
def paper(request: HttpRequest, public_id: UUID, kind: str) -> HttpResponse:
    """The report on paper: ``html`` to look at, ``pdf`` tagged, ``docx`` for Word."""
    found = fetch(request.user, FinalReport, public_id, related=RELATED)
    try:
        return as_asked(document_of(found), kind, name="report")
    except PdfUnavailable:
        messages.warning(request, _("No PDF can be written on this server. Use Word or print."))
        return redirect("outcomes:report", public_id)
