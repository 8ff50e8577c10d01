"""A plan: reading it, choosing otherwise, sending, approving and returning it."""

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

from desist.casework.access import Role, fetch, may, route
from desist.casework.accounts.queries import name_of
from desist.casework.pages.paper import paper
from desist.casework.planning.actions.plan import approve_plan, return_plan, send_for_approval
from desist.casework.planning.forms.plan import ReturnForm, SendForm
from desist.casework.planning.models import TreatmentPlan
from desist.casework.planning.plan_sheet import plan_document
from desist.casework.planning.policy import PLANNERS
from desist.casework.planning.queries.difference import differences_of
from desist.casework.planning.queries.picture import picture_of
from desist.casework.records.editable import StaleVersion
from desist.documents.block_page import STYLE
from desist.documents.page import stylesheet_digest
from desist.documents.pdf import PdfUnavailable

RELATED = ("enrolment__person__team__unit", "drafted_by", "sent_by", "approved_by")


@route(roles=PLANNERS)
def plan(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The plan whole: ribbon, matrix, dose, why each exercise is in or out."""
    found = fetch(request.user, TreatmentPlan, public_id, related=RELATED)
    return render(request, "planning/plan.html", _context(request, found))


@route(roles=PLANNERS)
@csp_update({"style-src": [f"'{stylesheet_digest(STYLE)}'"]})
def plan_paper(request: HttpRequest, public_id: UUID, kind: str) -> HttpResponse:
    """The plan on paper: ``html`` to look at, ``pdf`` tagged, ``docx`` for Word."""
    found = fetch(request.user, TreatmentPlan, public_id, related=RELATED)
    try:
        return paper(plan_document(found), kind, name="plan")
    except PdfUnavailable:
        messages.warning(request, _("No PDF can be written on this server. Use Word or print."))
        return redirect("planning:plan", public_id)


@route(roles=PLANNERS)
@require_POST
def send(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask a second person to approve it."""
    done = _("Sent. A treatment manager other than you approves it.")
    return _decide(request, public_id, "planning.send", send_for_approval, done)


@route(roles={Role.MANAGER})
@require_POST
def approve(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Approve the very version that was read."""
    done = _("Approved. Its sessions can be booked.")
    return _decide(request, public_id, "planning.approve", approve_plan, done)


def _decide(
    request: HttpRequest, public_id: UUID, verb: str, act: Callable[..., Any], done: str
) -> HttpResponse:
    found = fetch(request.user, TreatmentPlan, public_id, related=RELATED)
    read_version = _read_version(request)
    if found.version != read_version:
        return _changed(request, found, read_version)
    found = fetch(request.user, TreatmentPlan, public_id, verb, related=RELATED)
    try:
        act(plan=found, read_version=read_version, by=request.user, at=timezone.now())
    except StaleVersion as stale:
        return _changed(request, stale.stored, read_version)
    messages.success(request, done)
    return redirect("planning:of", found.enrolment.person.public_id)


@route(roles={Role.MANAGER})
def give_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Return it with what should change."""
    found = fetch(request.user, TreatmentPlan, public_id, related=RELATED)
    sent = _read_version(request)
    if request.method == "POST" and found.version != sent:
        return _changed(request, found, sent)
    found = fetch(request.user, TreatmentPlan, public_id, "planning.return", related=RELATED)
    initial = {"read_version": found.version}
    form = ReturnForm(request.POST or None, actor=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            return_plan(
                plan=found,
                read_version=sent,
                because=form.values["because"],
                by=request.user,
                at=timezone.now(),
            )
        except StaleVersion as stale:
            return _changed(request, stale.stored, sent)
        messages.success(request, _("Returned to %(who)s.") % {"who": found.drafted_by.full_name})
        return redirect("planning:of", found.enrolment.person.public_id)
    context = {
        "form": form,
        "plan": found,
        "person": found.enrolment.person,
        "today": timezone.localdate(),
        "differences": None,
    }
    return render(request, "planning/plan_return.html", context)


def _read_version(request: HttpRequest) -> int:
    """The version that was read; 0 where none that could be was sent."""
    form = SendForm(request.POST, actor=request.user)
    return (form.cleaned_data["read_version"] or 0) if form.is_valid() else 0


def changed_meanwhile(
    request: HttpRequest, plan: TreatmentPlan, typed: dict[str, Any]
) -> HttpResponse:
    """What was chosen cannot be saved any more: it is shown beside what is stored now."""
    differences = differences_of(plan, plan.version, name_of=name_of, typed=typed)
    context = _context(request, plan) | {"differences": differences}
    return render(request, "planning/plan.html", context, status=409)


def _changed(request: HttpRequest, stored: Any, read_version: int) -> HttpResponse:
    """It was changed while it was read: both versions, and nothing done."""
    now = fetch(request.user, TreatmentPlan, stored.public_id, related=RELATED)
    differences = differences_of(now, read_version, name_of=name_of)
    context = _context(request, now) | {"differences": differences}
    return render(request, "planning/plan.html", context, status=409)


def _context(request: HttpRequest, found: TreatmentPlan) -> dict[str, Any]:
    user, content = request.user, found.chosen
    return {
        "plan": found,
        "content": content,
        "picture": picture_of(content),
        "person": found.enrolment.person,
        "today": timezone.localdate(),
        "form": SendForm(actor=user, initial={"read_version": found.version}),
        "differences": None,
        "may_change": may(user, "planning.change", found),
        "may_send": may(user, "planning.send", found),
        "may_approve": may(user, "planning.approve", found),
        "may_return": may(user, "planning.return", found),
    }
