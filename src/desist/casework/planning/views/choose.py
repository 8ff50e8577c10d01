"""Choosing a plan within the dose: solved anew for each wish, and saved when it is right."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from desist.casework.access import fetch, may, route
from desist.casework.accounts.queries import name_of
from desist.casework.planning.actions.plan import change_plan, draft_plan
from desist.casework.planning.forms.plan import ChoiceForm, initial_of
from desist.casework.planning.models import Enrolment, TreatmentPlan
from desist.casework.planning.policy import PLANNERS
from desist.casework.planning.queries.difference import differences_of
from desist.casework.planning.queries.picture import picture_of
from desist.casework.planning.queries.recommendation import (
    NO_WISHES,
    Recommended,
    Wishes,
    content_of,
    recommended_for,
    wishes_of,
)
from desist.casework.planning.views.plan import RELATED, changed_meanwhile
from desist.casework.records.editable import StaleVersion
from desist.casework.rules.queries import the_catalogue
from desist.catalogue.words import words_of
from desist.programme.decision import Decision


@route(roles=PLANNERS)
def draft(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The recommended plan of an enrolment, to be drafted as it is or chosen otherwise."""
    related = ("person__team__unit", "referral")
    enrolment = fetch(request.user, Enrolment, public_id, "planning.draft", related=related)
    return _page(request, enrolment, None)


@route(roles=PLANNERS)
def choose(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Choose an open plan otherwise."""
    related = ("enrolment__person__team__unit", "enrolment__referral")
    plan = fetch(request.user, TreatmentPlan, public_id, related=(*related, *RELATED))
    if request.method == "POST" and not may(request.user, "planning.change", plan):
        return _too_late(request, plan)
    plan = fetch(request.user, TreatmentPlan, public_id, "planning.change", related=related)
    return _page(request, plan.enrolment, plan)


def _too_late(request: HttpRequest, plan: TreatmentPlan) -> HttpResponse:
    """It was approved meanwhile, or its enrolment ended: what was chosen is shown, not saved."""
    known = recommended_for(plan.enrolment, on=timezone.localdate())
    form = _form(request, known, wishes_of(plan.chosen), plan)
    wishes = form.wishes if form is not None and form.is_valid() else wishes_of(plan.chosen)
    content = _solved(known, wishes)["content"]
    return changed_meanwhile(request, plan, content or plan.chosen)


def _page(request: HttpRequest, enrolment: Enrolment, plan: TreatmentPlan | None) -> HttpResponse:
    today = timezone.localdate()
    known = recommended_for(enrolment, on=today)
    wishes = wishes_of(plan.chosen) if plan else NO_WISHES
    form = _form(request, known, wishes, plan)
    context = {
        "form": form,
        "plan": plan,
        "enrolment": enrolment,
        "person": enrolment.person,
        "today": today,
        "differences": None,
        "wished": wishes != NO_WISHES,
    }
    if request.method == "POST" and form is not None and form.is_valid():
        wishes = form.wishes
    context |= _solved(known, wishes)
    if form is not None and form.is_bound and form.is_valid() and "save" in request.POST:
        return _save(request, enrolment, plan, context)
    return render(request, "planning/choose.html", context)


def _form(
    request: HttpRequest, known: Recommended, wishes: Wishes, plan: TreatmentPlan | None
) -> ChoiceForm | None:
    """The form; None where the format leaves nothing to choose."""
    format_ = known.programme.format_called(known.format)
    if format_ is None or format_.selection == "fixed":
        return None
    initial = {**initial_of(wishes), "read_version": plan.version if plan else None}
    given = {"actor": request.user, "programme": known.programme, "format_": format_}
    return ChoiceForm(request.POST or None, initial=initial, **given)


def _solved(known: Recommended, wishes: Wishes) -> dict[str, Any]:
    """The plan that these wishes give, or which rules cannot all be kept."""
    planned = known.planned(wishes)
    if planned.plan is None:
        refusals = _why_not(planned.decision)
        return {"content": None, "picture": None, "refusal": planned.decision} | refusals
    content = content_of(known, planned, wishes, on=timezone.localdate())
    return {"content": content, "picture": picture_of(content), "refusal": None, "refusals": ()}


def _why_not(decision: Decision) -> dict[str, Any]:
    """Which rules bind, or what is not adopted here, in words."""
    reason = words_of(the_catalogue()).reason
    said = [reason(each) for each in decision.reasons]
    awaited = [_("Not adopted here: %(rule)s") % {"rule": e.title} for e in decision.awaiting]
    return {"refusals": [*said, *awaited]}


def _save(
    request: HttpRequest,
    enrolment: Enrolment,
    plan: TreatmentPlan | None,
    context: dict[str, Any],
) -> HttpResponse:
    content, form = context["content"], context["form"]
    if content is None:
        return render(request, "planning/choose.html", context)
    done = {"content": content, "by": request.user, "at": timezone.now()}
    try:
        if plan is None:
            plan = draft_plan(enrolment=enrolment, **done)
        else:
            read_version = form.cleaned_data["read_version"] or 0
            plan = change_plan(plan=plan, read_version=read_version, **done)
    except IntegrityError:
        messages.warning(request, _("Somebody else drafted a plan just now. It is shown here."))
        return redirect("planning:of", enrolment.person.public_id)
    except StaleVersion as stale:
        return _conflict(request, stale.stored, context)
    messages.success(request, _("Saved as a draft."))
    return redirect("planning:plan", plan.public_id)


def _conflict(request: HttpRequest, stored: Any, context: dict[str, Any]) -> HttpResponse:
    """Somebody saved first: both plans side by side; saving again is then a decision."""
    form = context["form"]
    form.data = form.data.copy()
    form.data["read_version"] = str(stored.version)
    differences = differences_of(stored, stored.version, name_of=name_of, typed=context["content"])
    context |= {"plan": stored, "differences": differences}
    return render(request, "planning/choose.html", context, status=409)
