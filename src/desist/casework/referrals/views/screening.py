"""Screening a referral: what the rules come to beside what the manager decides, then and now."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from desist.casework.access import Role, fetch, readable, route
from desist.casework.access.role import CASE_ROLES
from desist.casework.accounts.queries import name_of
from desist.casework.records.editable import StaleVersion
from desist.casework.referrals.actions import decide_screening
from desist.casework.referrals.forms.screening import ScreeningForm
from desist.casework.referrals.models import Referral, Screening, ScreeningOutcome
from desist.casework.referrals.offence import titles_of
from desist.casework.referrals.queries import facts_of, screenings_of
from desist.casework.referrals.screen import judge_referral, replay_screening
from desist.casework.rules.spoken import spoken
from desist.programme.decision import plain

LABELS = dict(ScreeningOutcome.choices)


@route(roles={Role.MANAGER})
def screen(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Decide whether to assess."""
    found = fetch(
        request.user, Referral, public_id, "referrals.screen", related=("person__team__unit",)
    )
    record = spoken(plain(judge_referral(found, on=timezone.localdate())))
    form = _form(request, found, record)
    context = _context(found, record) | {"form": form}
    if request.method == "POST" and form.is_valid():
        try:
            decide_screening(
                referral=found,
                read_version=form.cleaned_data["read_version"] or 0,
                ruling=form.values["ruling"],
                why=form.values["why"],
                minute=form.values.get("minute", ""),
                by=request.user,
                at=timezone.now(),
            )
        except StaleVersion as stale:
            context |= {"stale": stale.stored}
            return render(request, "referrals/screen.html", context, status=409)
        messages.success(request, _("Decided: %(what)s.") % {"what": LABELS[form.values["ruling"]]})
        return redirect("referrals:referral", found.public_id)
    return render(request, "referrals/screen.html", context)


@route(roles=CASE_ROLES)
def screening(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What was decided at screening, whole, and judged again as then and as today."""
    related = ("referral__person__team__unit",)
    found = fetch(request.user, Screening, public_id, related=related)
    if "record" not in readable(request.user, Screening, found):
        raise Http404
    today = timezone.localdate()
    context = {
        "screening": found,
        "referral": found.referral,
        "person": found.referral.person,
        "today": today,
        "record": spoken(found.decision),
        "who": name_of(found.by),
        "replay": replay_screening(found, today=today),
    }
    return render(request, "referrals/screening.html", context)


def _form(request: HttpRequest, found: Referral, record: dict[str, Any]) -> ScreeningForm:
    recommended = record["outcome"] if record["outcome"] in LABELS else ""
    initial = {"read_version": found.version, "ruling": recommended}
    form = ScreeningForm(request.POST or None, actor=request.user, initial=initial)
    form.judged(found.status, record["outcome"])
    return form


def _context(found: Referral, record: dict[str, Any]) -> dict[str, Any]:
    facts = facts_of(found)
    return {
        "referral": found,
        "person": found.person,
        "today": timezone.localdate(),
        "record": record,
        "facts": facts,
        "offence_titles": titles_of(facts.offences),
        "screenings": screenings_of(found),
        "stale": None,
    }
