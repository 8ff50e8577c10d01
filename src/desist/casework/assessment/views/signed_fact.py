"""Results from elsewhere: entering one as it was signed, and saying that one does not count."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from desist.casework.access import fetch, route
from desist.casework.assessment.actions.signed_fact import enter_signed_fact, withdraw_fact
from desist.casework.assessment.forms.signed_fact import FORMS, FactWithdrawalForm
from desist.casework.assessment.models import Fact, SignedFact
from desist.casework.assessment.views.frame import ASSESSORS, PERSON, about, referral_for
from desist.casework.records.editable import StaleVersion


@route(roles=ASSESSORS)
def enter(request: HttpRequest, referral_id: UUID, fact: str) -> HttpResponse:
    """Take a result as somebody signed it."""
    if fact not in Fact.values:
        raise Http404
    referral = referral_for(request, referral_id, "assessment.sign_fact")
    form = FORMS[fact](
        request.POST or None,
        actor=request.user,
        born_on=referral.person.born_on,
        today=timezone.localdate(),
    )
    if request.method == "POST" and form.is_valid():
        enter_signed_fact(
            referral=referral,
            fact=fact,
            on=form.cleaned_data["on"],
            signatory=form.cleaned_data["signatory"],
            result=form.result,
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, _("Entered. It counts from now on."))
        page = "assessment:profile" if fact == Fact.DEVIANCE else "assessment:risk"
        return redirect(page, referral.public_id)
    context = about(referral, form=form, fact=Fact(fact))
    return render(request, "assessment/enter_fact.html", context)


@route(roles=ASSESSORS)
def withdraw(request: HttpRequest, fact_id: UUID) -> HttpResponse:
    """Say that a result was entered by mistake."""
    related = tuple(f"referral__{each}" for each in PERSON)
    fact = fetch(request.user, SignedFact, fact_id, "assessment.withdraw_fact", related=related)
    initial = {"read_version": fact.version}
    form = FactWithdrawalForm(request.POST or None, actor=request.user, initial=initial)
    page = "assessment:profile" if fact.fact == Fact.DEVIANCE else "assessment:risk"
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_fact(
                fact=fact,
                read_version=form.cleaned_data["read_version"] or 0,
                because=form.cleaned_data["withdrawn_because"],
                on=timezone.localdate(),
                by=request.user,
                at=timezone.now(),
            )
        except StaleVersion:
            messages.warning(request, _("Somebody else changed it just now."))
        else:
            messages.success(request, _("It counts no longer, and stays on record."))
        return redirect(page, fact.referral.public_id)
    context = about(fact.referral, form=form, fact=fact)
    return render(request, "assessment/withdraw_fact.html", context)
