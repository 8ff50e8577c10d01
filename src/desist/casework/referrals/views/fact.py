"""The facts of a referral: adding, correcting and striking out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from desist.casework.access import fetch, route
from desist.casework.records.editable import StaleVersion
from desist.casework.referrals.actions import (
    add_offence,
    change_offence,
    record_protection,
    record_stance,
)
from desist.casework.referrals.forms import OffenceForm, ProtectionForm, SendForm, StanceForm
from desist.casework.referrals.forms.known import answer
from desist.casework.referrals.models import Referral, ReferredOffence
from desist.casework.referrals.offence import offences_of, titles_of
from desist.casework.referrals.policy import CLINICIANS, REFERRERS, STATING
from desist.casework.referrals.queries import facts_of
from desist.programme.offence import ATTEMPT

RELATED = ("person__team__unit",)


@route(roles=REFERRERS)
def offence(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Add an offence."""
    found = fetch(request.user, Referral, public_id, "referrals.add_offence", related=RELATED)
    form = OffenceForm(request.POST or None, actor=request.user)
    form.offer(offences_of(found.nation, on=timezone.localdate()))
    if request.method == "POST" and form.is_valid():
        add_offence(referral=found, values=form.row, by=request.user, at=timezone.now())
        return _saved(request, found)
    return _page(request, found, form, _("Add an offence"))


@route(roles=REFERRERS)
def correct_offence(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Correct an offence."""
    held = _offence(request, public_id)
    form = OffenceForm(request.POST or None, actor=request.user, initial=_offence_initial(held))
    form.offer(offences_of(held.referral.nation, on=timezone.localdate()))
    if request.method == "POST" and form.is_valid():
        return _amend(request, held, form, form.row)
    return _page(request, held.referral, form, _("Correct the offence"))


@route(roles=REFERRERS)
def strike_offence(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Strike an offence out: it was entered in error."""
    held = _offence(request, public_id)
    initial = {"read_version": held.version}
    form = SendForm(request.POST or None, actor=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        return _amend(request, held, form, {"is_struck": True})
    lead = _("%(offence)s. It stays on record and counts for nothing.") % {
        "offence": titles_of([held])[held.code]
    }
    heading = _("Strike out an offence that was entered in error")
    return _page(request, held.referral, form, heading, lead=lead, button=_("Strike it out"))


def _offence(request: HttpRequest, public_id: UUID) -> ReferredOffence:
    related = ("referral__person__team__unit",)
    verb = "referrals.change_offence"
    return fetch(request.user, ReferredOffence, public_id, verb, related=related)


def _offence_initial(held: ReferredOffence) -> dict[str, Any]:
    return {
        "code": held.code.removeprefix(ATTEMPT),
        "attempt": held.code.startswith(ATTEMPT),
        "committed_on": held.committed_on,
        "convicted_on": held.convicted_on,
        "image": answer(held.image),
        "contact": answer(held.contact),
        "read_version": held.version,
    }


def _amend(
    request: HttpRequest, held: ReferredOffence, form: Any, values: dict[str, Any]
) -> HttpResponse:
    try:
        change_offence(
            offence=held,
            read_version=form.cleaned_data["read_version"] or 0,
            values=values,
            by=request.user,
            at=timezone.now(),
        )
    except StaleVersion as stale:
        form.data = form.data.copy()
        form.data["read_version"] = str(stale.stored.version)
        lead = _("Somebody else corrected it while you were typing. Look at yours, and save again.")
        heading = _("Correct the offence")
        return _page(request, held.referral, form, heading, lead=lead, status=409)
    return _saved(request, held.referral)


@route(roles=CLINICIANS)
def stance(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Record how somebody stands to the offence now."""
    found = fetch(request.user, Referral, public_id, "referrals.record_stance", related=RELATED)
    form = StanceForm(request.POST or None, actor=request.user)
    if request.method == "POST" and form.is_valid():
        record_stance(referral=found, **form.values, by=request.user, at=timezone.now())
        return _saved(request, found)
    lead = _("What was recorded before stays beside it, with its day.")
    return _page(request, found, form, _("Record the stance to the offence"), lead=lead)


@route(roles=STATING)
def protection(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Record the facts for screening as they are known now."""
    found = fetch(request.user, Referral, public_id, "referrals.record_protection", related=RELATED)
    held = facts_of(found).protection
    initial = {}
    if held:
        initial = {
            "meetings_arranged": answer(held.meetings_arranged),
            "directed_abuse": answer(held.directed_abuse),
            "learning_disability_screen": held.learning_disability_screen or "unknown",
        }
    form = ProtectionForm(request.POST or None, actor=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        today, now = timezone.localdate(), timezone.now()
        record_protection(referral=found, values=form.values, on=today, by=request.user, at=now)
        return _saved(request, found)
    return _page(request, found, form, _("Facts for screening"))


def _saved(request: HttpRequest, found: Referral) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("referrals:referral", found.public_id)


def _page(
    request: HttpRequest,
    found: Referral,
    form: Any,
    heading: str,
    *,
    lead: str = "",
    button: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "person": found.person,
        "today": timezone.localdate(),
        "heading": heading,
        "lead": lead,
        "button": button or _("Save"),
        "back": ("referrals:referral", found.public_id),
    }
    return render(request, "referrals/form.html", context, status=status)
