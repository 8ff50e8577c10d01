"""Passing a case on: to another programme, another area, another prison, or out of custody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from desist.casework.access import Role, fetch, may, route, rows
from desist.casework.accounts.models import Team
from desist.casework.accounts.queries import staff_holding
from desist.casework.records.editable import StaleVersion
from desist.casework.referrals.actions import (
    AlreadyReferred,
    NotMoved,
    change_setting,
    transfer_area,
    transfer_programme,
)
from desist.casework.referrals.flow import flow_on, standing_of
from desist.casework.referrals.forms.transfer import (
    LeavesPrisonForm,
    OtherAreaForm,
    OtherProgrammeForm,
)
from desist.casework.referrals.models import Referral, Setting, Status
from desist.casework.referrals.policy import REFERRERS
from desist.casework.referrals.programme import list_programmes
from desist.casework.referrals.words import said
from desist.programme.referral_move import reasons_for

MANAGERS = {Role.MANAGER}


@route(roles=MANAGERS)
def programme(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Pass the case on to another programme."""
    found = _fetch(request, public_id, "referrals.transfer_programme")
    today = timezone.localdate()
    form = OtherProgrammeForm(
        request.POST or None, actor=request.user, initial={"read_version": found.version}
    )
    others = {
        each.id: each.title for each in list_programmes(on=today) if each.id != found.programme
    }
    flow = flow_on(today)
    way = flow.way(found.status, Status.REFERRED_ELSEWHERE)
    form.offer(others, reasons_for(way, standing_of(found), flow=flow) if way else ())
    heading = _("Pass on to another programme")
    lead = _("This referral ends, and a new one begins with all that is known here.")
    return _handled(request, found, form, transfer_programme, heading=heading, lead=lead)


@route(roles=MANAGERS)
def area(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Let another team take somebody over."""
    found = _fetch(request, public_id, "referrals.transfer_area")
    form = OtherAreaForm(
        request.POST or None, actor=request.user, initial={"read_version": found.version}
    )
    teams = rows(request.user, Team).select_related("unit__region")
    form.fields["team"].offer(
        teams.order_by("unit__region__name", "unit__name", "name"), blank=_("Choose a team")
    )
    form.fields["practitioner"].offer(
        staff_holding(Role.REFERRER, on=timezone.localdate()), blank=_("Choose a practitioner")
    )
    heading = _("Pass on to another area")
    lead = _("Whoever has a place waits for one there. What was delivered counts on.")
    return _handled(request, found, form, transfer_area, heading=heading, lead=lead)


@route(roles=REFERRERS)
def prison(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Record a release, or a move to another prison.

    Raises:
        Http404: they are not in custody.
    """
    found = _fetch(request, public_id, "referrals.change_setting")
    if found.setting != Setting.CUSTODY:
        raise Http404
    form = LeavesPrisonForm(
        request.POST or None, actor=request.user, initial={"read_version": found.version}
    )
    heading = _("Record a release, or a move to another prison")
    lead = _("Whoever has a place waits for one again. What was delivered counts on.")
    return _handled(request, found, form, change_setting, heading=heading, lead=lead)


def _handled(
    request: HttpRequest, found: Referral, form: Any, act: Callable[..., Referral], **words: str
) -> HttpResponse:
    """Show the form, or do the act and go to what came of it; a refusal stands at the field."""
    if request.method == "POST" and form.is_valid():
        try:
            made = act(
                referral=found,
                read_version=form.cleaned_data["read_version"] or 0,
                **form.values,
                by=request.user,
                at=timezone.now(),
            )
        except NotMoved as refusal:
            for each in said(refusal.decision.reasons):
                form.add_error("reason" if "reason" in form.fields else "effective_on", each)
        except AlreadyReferred:
            form.add_error("programme", _("There is an open referral to this programme already"))
        except StaleVersion as stale:
            words["lead"] = _(
                "Somebody else changed it while you were typing: it stands at %(status)s. "
                "Go back and look before you decide again."
            ) % {"status": stale.stored.get_status_display()}
            return _page(request, found, form, status=409, **words)
        else:
            messages.success(request, _("Passed on."))
            if may(request.user, "see", made):
                return redirect("referrals:referral", made.public_id)
            return redirect("referrals:waiting")
    return _page(request, found, form, **words)


def _page(
    request: HttpRequest, found: Referral, form: Any, status: int = 200, **words: str
) -> HttpResponse:
    context = {
        "form": form,
        "person": found.person,
        "today": timezone.localdate(),
        "button": _("Pass on"),
        "back": ("referrals:referral", found.public_id),
        **words,
    }
    return render(request, "referrals/form.html", context, status=status)


def _fetch(request: HttpRequest, public_id: UUID, verb: str) -> Referral:
    return fetch(
        request.user, Referral, public_id, verb, related=("person__team__unit", "sentence")
    )
