"""Static risk of a referral: every result in both codings, and what it rests on."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from desist.casework.access import fetch, may, note_reading, route
from desist.casework.assessment.actions.coding import begin_coding
from desist.casework.assessment.actions.second_coding import ask_second_coder, begin_second_coding
from desist.casework.assessment.forms.plain import PlainForm
from desist.casework.assessment.models import Coding, Tool
from desist.casework.assessment.queries.guide import guide_of_tool, name_of_guide
from desist.casework.assessment.queries.risk import IMPORTED, risk_page
from desist.casework.assessment.views.frame import (
    ASSESSORS,
    PERSON,
    READERS,
    about,
    referral_for,
)
from desist.casework.records.editable import StaleVersion


@route(roles=READERS)
def risk(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """What every tool says, who coded it, and what was signed elsewhere."""
    referral = referral_for(request, referral_id, "assessment.see_risk")
    page = risk_page(request.user, referral, on=timezone.localdate())
    note_reading("assessment.risk", [each.reference for each in _read(page)])
    context = about(
        referral,
        page=page,
        imported=IMPORTED,
        may_assess=may(request.user, "assessment.assess", referral),
        may_withdraw=partial(may, request.user, "assessment.withdraw_fact"),
        plain=partial(PlainForm, actor=request.user),
    )
    return render(request, "assessment/risk.html", context)


def _read(page: object) -> list[object]:
    return [each.current for each in page.tools if each.current] + list(page.facts.values())


@route(roles=ASSESSORS)
@require_POST
def begin(request: HttpRequest, referral_id: UUID, tool: str) -> HttpResponse:
    """Begin to code a tool, or go on where one was left."""
    if tool not in Tool.values:
        raise Http404
    referral = referral_for(request, referral_id, "assessment.begin_coding")
    today = timezone.localdate()
    guide = name_of_guide(guide_of_tool(tool, on=today))
    given = {"referral": referral, "tool": tool, "guide": guide, "on": today}
    coding = begin_coding(**given, by=request.user, at=timezone.now())
    return redirect("assessment:code", coding.public_id, 1)


@route(roles=ASSESSORS)
@require_POST
def ask_second(request: HttpRequest, coding_id: UUID) -> HttpResponse:
    """Ask for a second coder."""
    related = tuple(f"referral__{each}" for each in PERSON)
    verb = "assessment.ask_second_coder"
    coding = fetch(request.user, Coding, coding_id, verb, related=related)
    form = PlainForm(request.POST, actor=request.user)
    if form.is_valid():
        version = form.cleaned_data["read_version"] or coding.version
        given = {"coding": coding, "read_version": version, "on": timezone.localdate()}
        with suppress(StaleVersion):  # Somebody else asked: the page says so.
            ask_second_coder(**given, by=request.user, at=timezone.now())
    return redirect("assessment:coding", coding.public_id)


@route(roles=ASSESSORS)
def open_second(request: HttpRequest, coding_id: UUID) -> HttpResponse:
    """Begin to code second, blind: nothing of the first coding is shown."""
    related = tuple(f"referral__{each}" for each in PERSON)
    verb = "assessment.begin_second_coding"
    coding = fetch(request.user, Coding, coding_id, verb, related=related)
    form = PlainForm(request.POST or None, actor=request.user)
    if request.method == "POST" and form.is_valid():
        given = {"coding": coding, "on": timezone.localdate()}
        second = begin_second_coding(**given, by=request.user, at=timezone.now())
        return redirect("assessment:code", second.public_id, 1)
    context = about(coding.referral, coding=coding, form=form)
    return render(request, "assessment/open_second.html", context)
