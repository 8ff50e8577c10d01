"""Moving a referral on: first where to, then why and from which day."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from desist.casework.access import fetch, route
from desist.casework.records.editable import StaleVersion
from desist.casework.referrals.actions import NotMoved, move_referral
from desist.casework.referrals.consequence import foretell
from desist.casework.referrals.flow import flow_on, roles_of, standing_of
from desist.casework.referrals.forms import NextStatusForm, StepForm
from desist.casework.referrals.models import Referral, Status
from desist.casework.referrals.policy import MOVERS
from desist.casework.referrals.words import said
from desist.programme.referral_flow import Transition
from desist.programme.referral_move import choices, reasons_for

LABELS = dict(Status.choices)


@route(roles=MOVERS)
def move(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Choose the next status among those that are open to this person from here."""
    found = _fetch(request, public_id)
    flow, ways = flow_on(timezone.localdate()), _ways(request, found)
    form = NextStatusForm(request.POST or None, actor=request.user)
    form.fields["to"].choices = [(each.to, LABELS[each.to]) for each in ways]
    if request.method == "POST" and form.is_valid():
        return redirect("referrals:step", found.public_id, form.values["to"])
    items = [
        {
            "value": each.to,
            "text": str(LABELS[each.to]),
            "hint": {"text": flow.status_called(each.to).meaning},
        }
        for each in ways
    ]
    context = {**_context(found), "form": form, "items": items}
    return render(request, "referrals/move.html", context)


@route(roles=MOVERS)
def step(request: HttpRequest, public_id: UUID, to: str) -> HttpResponse:
    """Say why and from which day, and take the step.

    Raises:
        Http404: no such step is open to this person from here.
    """
    found = _fetch(request, public_id)
    way = next((each for each in _ways(request, found) if each.to == to), None)
    if way is None and request.method != "POST":
        raise Http404
    form = _form(request, found, way)
    context = {**_context(found), "form": form, "to": LABELS.get(to, to), "against": ()}
    context["foretold"] = foretell(found, way) if way else []
    if request.method == "POST" and way is None:
        return render(request, "referrals/step.html", context | {"moved": True}, status=409)
    if request.method == "POST" and form.is_valid():
        try:
            _take(request, found, to, form)
        except NotMoved as refusal:
            against = said(refusal.decision.reasons)
            for each in against:
                form.add_error("effective_on", each)
            return render(request, "referrals/step.html", context)
        except StaleVersion as stale:
            context |= {"referral": stale.stored, "moved": True}
            return render(request, "referrals/step.html", context, status=409)
        messages.success(request, _("It stands at: %(status)s.") % {"status": LABELS[to]})
        return redirect("referrals:referral", found.public_id)
    return render(request, "referrals/step.html", context)


def _take(request: HttpRequest, found: Referral, to: str, form: StepForm) -> None:
    move_referral(
        referral=found,
        read_version=form.cleaned_data["read_version"] or 0,
        to=to,
        reason=form.values.get("reason", ""),
        effective_on=form.day,
        note=form.values["note"],
        by=request.user,
        at=timezone.now(),
    )


def _form(request: HttpRequest, found: Referral, way: Transition | None) -> StepForm:
    form = StepForm(
        request.POST or None, actor=request.user, initial={"read_version": found.version}
    )
    flow = flow_on(timezone.localdate())
    form.offer(reasons_for(way, standing_of(found), flow=flow) if way else ())
    return form


def _ways(request: HttpRequest, found: Referral) -> tuple[Transition, ...]:
    flow = flow_on(timezone.localdate())
    return choices(standing_of(found), roles_of(request.user, found), flow=flow)


def _fetch(request: HttpRequest, public_id: UUID) -> Referral:
    related = ("person__team__unit",)
    return fetch(request.user, Referral, public_id, "referrals.move", related=related)


def _context(found: Referral) -> dict[str, Any]:
    return {
        "referral": found,
        "person": found.person,
        "today": timezone.localdate(),
        "moved": False,
    }
