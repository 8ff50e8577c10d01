"""One goal of a New Life Plan: adding, changing, and how it goes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from desist.casework.access import fetch, route
from desist.casework.accounts.queries import name_of
from desist.casework.pages.conflict import differences
from desist.casework.records.editable import StaleVersion
from desist.casework.reviews.actions.life_plan import add_goal, change_goal, record_progress
from desist.casework.reviews.forms.life_plan import GoalForm, NewGoalForm, ProgressForm
from desist.casework.reviews.models import LifeGoal, LifePlan
from desist.casework.reviews.policy import PARTIES
from desist.casework.reviews.queries.life_plan import GOAL_WORDS


@route(roles=PARTIES)
def add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One more goal."""
    related = ("enrolment__person__team__unit",)
    found = fetch(request.user, LifePlan, public_id, "reviews.add_goal", related=related)
    form = NewGoalForm(request.POST or None, actor=request.user)
    if request.method == "POST" and form.is_valid():
        add_goal(plan=found, values=form.values, by=request.user, at=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("life_plan:of", found.enrolment.person.public_id)
    return render(request, "life_plan/goal.html", _about(found) | {"form": form})


@route(roles=PARTIES)
def change(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say a goal otherwise, or that it is reached or no longer wanted."""
    found = _fetch(request, public_id, "reviews.change_goal")
    initial = {name: getattr(found, name) for name in (*GOAL_WORDS, "direction", "standing")}
    initial["read_version"] = found.version
    form = GoalForm(request.POST or None, actor=request.user, initial=initial)
    context = _about(found.plan) | {"form": form, "goal": found}
    if request.method == "POST" and form.is_valid():
        try:
            change_goal(
                goal=found,
                read_version=form.cleaned_data["read_version"] or 0,
                values=form.values,
                by=request.user,
                at=timezone.now(),
            )
        except StaleVersion as stale:
            context |= differences(form, stale.stored, name_of=name_of)
            return render(request, "life_plan/goal.html", context, status=409)
        messages.success(request, _("Saved."))
        return redirect("life_plan:of", found.plan.enrolment.person.public_id)
    return render(request, "life_plan/goal.html", context)


@route(roles=PARTIES)
def progress(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """How it goes with a goal."""
    found = _fetch(request, public_id, "reviews.record_progress")
    today = timezone.localdate()
    form = ProgressForm(request.POST or None, actor=request.user, initial={"said_on": today})
    form.fields["said_on"].latest = today
    if request.method == "POST" and form.is_valid():
        record_progress(goal=found, values=form.values, by=request.user, at=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("life_plan:of", found.plan.enrolment.person.public_id)
    context = _about(found.plan) | {"form": form, "goal": found}
    return render(request, "life_plan/progress.html", context)


def _fetch(request: HttpRequest, public_id: UUID, verb: str) -> LifeGoal:
    related = ("plan__enrolment__person__team__unit",)
    return fetch(request.user, LifeGoal, public_id, verb, related=related)


def _about(plan: LifePlan) -> dict[str, Any]:
    return {
        "plan": plan,
        "person": plan.enrolment.person,
        "today": timezone.localdate(),
        "goal": None,
        "differences": None,
    }
