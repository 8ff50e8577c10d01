"""Answering a recommendation: accepting it, overriding it, recording a panel."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from desist.casework.access import Role, fetch, route
from desist.casework.assessment.actions.ruling import (
    NotRuled,
    accept_decision,
    override_decision,
    record_panel,
)
from desist.casework.assessment.forms.plain import PlainForm
from desist.casework.assessment.forms.ruling import OverrideForm, PanelForm
from desist.casework.assessment.models import EligibilityDecision
from desist.casework.assessment.queries.ruling import ruling_rule
from desist.casework.assessment.views.frame import PERSON, about, why_not_moved
from desist.casework.pages.form import Form
from desist.casework.referrals.actions import NotMoved

RULERS = frozenset({Role.MANAGER})
WHY_NOT = {
    "nothing_recommended": gettext_lazy("Nothing was recommended: facts or adoptions are missing."),
    "not_for_one_person": gettext_lazy("This is left to a panel. Record what the panel decided."),
    "later_decision": gettext_lazy("A later decision stands. Answer that one."),
    "same_as_recommended": gettext_lazy("This is what was recommended. Accept it instead."),
    "no_such_reason": gettext_lazy("Select a reason from the list."),
    "too_few_members": gettext_lazy("A panel has at least two members."),
}


@route(roles=RULERS)
@require_POST
def accept(request: HttpRequest, decision_id: UUID) -> HttpResponse:
    """Rule as recommended."""
    found = _fetch(request, decision_id, "assessment.accept")
    form = PlainForm(request.POST, actor=request.user)
    if form.is_valid():
        given = {"decision": found, "on": timezone.localdate()}
        _answer(request, form, lambda: accept_decision(**given, **_by(request)))
        for said in form.non_field_errors():
            messages.warning(request, said)
    return redirect("assessment:eligibility", found.referral.public_id)


@route(roles=RULERS)
def override(request: HttpRequest, decision_id: UUID) -> HttpResponse:
    """Rule otherwise, for a reason."""
    found = _fetch(request, decision_id, "assessment.override")
    today = timezone.localdate()
    rule = ruling_rule(on=today)
    form = OverrideForm(
        request.POST or None, actor=request.user, rule=rule, recommended=found.outcome
    )
    if request.method == "POST" and form.is_valid():
        given = {"decision": found, "on": today, **form.values}
        if _answer(request, form, lambda: override_decision(**given, **_by(request))):
            return redirect("assessment:eligibility", found.referral.public_id)
    context = about(found.referral, form=form, decision=found)
    return render(request, "assessment/override.html", context)


@route(roles=RULERS)
def panel(request: HttpRequest, decision_id: UUID) -> HttpResponse:
    """Record what a panel decided."""
    found = _fetch(request, decision_id, "assessment.record_panel")
    today = timezone.localdate()
    given = {"rule": ruling_rule(on=today), "earliest": found.decided_on, "today": today}
    form = PanelForm(request.POST or None, actor=request.user, **given)
    if request.method == "POST" and form.is_valid():
        values = {"decision": found, **form.values}
        if _answer(request, form, lambda: record_panel(**values, **_by(request))):
            return redirect("assessment:eligibility", found.referral.public_id)
    context = about(found.referral, form=form, decision=found)
    return render(request, "assessment/panel.html", context)


def _fetch(request: HttpRequest, decision_id: UUID, verb: str) -> EligibilityDecision:
    related = tuple(f"referral__{each}" for each in PERSON)
    return fetch(request.user, EligibilityDecision, decision_id, verb, related=related)


def _by(request: HttpRequest) -> dict[str, Any]:
    return {"by": request.user, "at": timezone.now()}


def _answer(request: HttpRequest, form: Form, act: Any) -> bool:
    """Do it; where it cannot be done, say so on the form."""
    try:
        act()
    except NotRuled as refused:
        form.add_error(None, WHY_NOT[refused.reason])
        return False
    except NotMoved as refused:
        form.add_error(None, _("The referral cannot be moved on: %s") % why_not_moved(refused))
        return False
    messages.success(request, _("Recorded. The referral moves on where it waited for this."))
    return True
