"""Pages about referrals: the waiting list, referring, one referral, correcting, withdrawing."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from desist.casework.access import Role, fetch, listing, may, route, sheet
from desist.casework.access.role import CASE_ROLES
from desist.casework.accounts.queries import name_of
from desist.casework.pages.conflict import differences
from desist.casework.pages.page_number import page_number
from desist.casework.people.models import Person
from desist.casework.records.editable import StaleVersion
from desist.casework.referrals.actions import change_referral, move_referral, refer_person
from desist.casework.referrals.forms import ReferralForm, WithdrawalForm
from desist.casework.referrals.models import Nation, Referral, Status
from desist.casework.referrals.programme import list_programmes, titles
from desist.casework.referrals.queries import list_open_referrals

REFERRERS = {Role.REFERRER, Role.MANAGER}
KEPT = ("programme", "source", "nation", "setting", "context")


@route(roles=CASE_ROLES)
def waiting(request: HttpRequest) -> HttpResponse:
    """Everybody in reach who waits, the longest first."""
    query = list_open_referrals(request.user)
    page = listing(query, verb="referrals.waiting", page=page_number(request))
    context = {"page": page, "today": timezone.localdate(), "programmes": titles()}
    return render(request, "referrals/waiting.html", context)


@route(roles=REFERRERS)
def refer(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Put somebody forward."""
    person = fetch(request.user, Person, person_id, "referrals.refer")
    form = _form(request, {"nation": Nation.ENGLAND})
    if request.method == "POST" and form.is_valid():
        today = timezone.localdate()
        referral = refer_person(
            person=person, **form.values, referred_on=today, by=request.user, at=timezone.now()
        )
        messages.success(request, _("The referral was made."))
        return redirect("referrals:referral", referral.public_id)
    context = {"form": form, "person": person, "today": timezone.localdate()}
    return render(request, "referrals/refer.html", context)


@route(roles=CASE_ROLES)
def referral(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One referral, as this person may read it."""
    found = fetch(request.user, Referral, public_id, related=("person__team__unit", "referred_by"))
    context = {
        "referral": found,
        "read": sheet(request.user, found),
        "programmes": titles(),
        "person": found.person,
        "today": timezone.localdate(),
        "may_change": may(request.user, "referrals.change", found),
    }
    return render(request, "referrals/referral.html", context)


@route(roles=REFERRERS)
def change(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Correct a referral that nobody decided on yet."""
    found = _fetch(request, public_id, "referrals.change")
    initial = {name: getattr(found, name) for name in ReferralForm.base_fields if name in KEPT}
    initial["read_version"] = found.version
    form = _form(request, initial)
    context = _context(found, form)
    if request.method == "POST" and form.is_valid():
        try:
            change_referral(
                referral=found,
                read_version=form.cleaned_data["read_version"] or 0,
                values=form.values,
                by=request.user,
                at=timezone.now(),
            )
        except StaleVersion as stale:
            context |= differences(form, stale.stored, name_of=name_of)
            return render(request, "referrals/change.html", context, status=409)
        messages.success(request, _("Saved."))
        return redirect("referrals:referral", found.public_id)
    return render(request, "referrals/change.html", context)


@route(roles=REFERRERS)
def withdraw(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """End a referral, and say why."""
    found = _fetch(request, public_id, "referrals.change")
    initial = {"read_version": found.version}
    form = WithdrawalForm(request.POST or None, actor=request.user, initial=initial)
    context = _context(found, form)
    if request.method == "POST" and form.is_valid():
        try:
            move_referral(
                referral=found,
                read_version=form.cleaned_data["read_version"] or 0,
                to=Status.WITHDRAWN,
                reason="other",
                effective_on=timezone.localdate(),
                note=form.values["note"],
                by=request.user,
                at=timezone.now(),
            )
        except StaleVersion as stale:
            context["stale"] = stale.stored
            return render(request, "referrals/withdraw.html", context, status=409)
        messages.success(request, _("The referral is withdrawn."))
        return redirect("referrals:referral", found.public_id)
    return render(request, "referrals/withdraw.html", context)


def _form(request: HttpRequest, initial: dict[str, object]) -> ReferralForm:
    form = ReferralForm(request.POST or None, actor=request.user, initial=initial)
    offered = list_programmes(on=timezone.localdate())
    form.fields["programme"].choices = [(each.id, each.title) for each in offered]
    return form


def _fetch(request: HttpRequest, public_id: UUID, verb: str) -> Referral:
    return fetch(request.user, Referral, public_id, verb, related=("person__team__unit",))


def _context(found: Referral, form: object) -> dict[str, object]:
    return {
        "form": form,
        "referral": found,
        "person": found.person,
        "today": timezone.localdate(),
        "differences": None,
    }
