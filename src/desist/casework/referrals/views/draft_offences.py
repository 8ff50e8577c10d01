"""The offences of a referral that is being written: added and taken out one by one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from desist.casework.access import fetch, route
from desist.casework.referrals.actions import StepChanged, save_step
from desist.casework.referrals.draft_summary import offence_in_words
from desist.casework.referrals.forms import OffenceForm
from desist.casework.referrals.models import Nation, ReferralDraft
from desist.casework.referrals.offence import offences_of
from desist.casework.referrals.policy import REFERRERS

STEP = "offences"


@route(roles=REFERRERS)
def offences(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The offences so far, a form for another, and a way to take one out."""
    related = ("person__team__unit",)
    found = fetch(request.user, ReferralDraft, public_id, "referrals.save_step", related=related)
    rows: list[dict[str, Any]] = found.values_of(STEP).get("rows", [])
    taken_out = _place(request.POST.get("remove", ""), rows)
    form = _form(request, found, bound=request.method == "POST" and taken_out is None)
    context = {
        "draft": found,
        "person": found.person,
        "today": timezone.localdate(),
        "form": form,
        "rows": [offence_in_words(each) for each in rows],
        "changed": False,
    }
    if taken_out is not None:
        rows = [each for place, each in enumerate(rows) if place != taken_out]
    elif request.method == "POST" and form.is_valid():
        rows = [*rows, _plain(form.row)]
    else:
        return render(request, "referrals/draft_offences.html", context)
    try:
        _save(request, found, rows)
    except StepChanged as changed:
        stored = changed.draft.values_of(STEP)["rows"]
        context |= {"draft": changed.draft, "rows": [offence_in_words(each) for each in stored]}
        context |= {"changed": True}
        return render(request, "referrals/draft_offences.html", context, status=409)
    return redirect("referrals:draft_offences", found.public_id)


def _save(request: HttpRequest, found: ReferralDraft, rows: list[dict[str, Any]]) -> None:
    typed = request.POST.get("read_version", "")
    save_step(
        draft=found,
        step=STEP,
        read_version=int(typed) - 1 if typed.isascii() and typed.isdigit() else -1,
        values={"rows": rows},
        by=request.user,
        at=timezone.now(),
    )


def _form(request: HttpRequest, found: ReferralDraft, *, bound: bool) -> OffenceForm:
    initial = {"read_version": found.version_of(STEP) + 1}
    form = OffenceForm(request.POST if bound else None, actor=request.user, initial=initial)
    nation = found.values_of("basis").get("nation", Nation.ENGLAND)
    form.offer(offences_of(nation, on=timezone.localdate()))
    return form


def _place(typed: str, rows: list[Any]) -> int | None:
    """The place of the offence to take out, if one of these was asked for."""
    if not (typed.isascii() and typed.isdigit() and len(typed) < 4):
        return None
    return int(typed) if int(typed) < len(rows) else None


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    days = ("committed_on", "convicted_on")
    return {
        name: value.isoformat() if name in days and value else value for name, value in row.items()
    }
