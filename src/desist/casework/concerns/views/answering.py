"""Acknowledging a concern, and correcting what was said of it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desist.casework.access import fetch, readable, route
from desist.casework.access.role import Role
from desist.casework.concerns.actions.acknowledgement import acknowledge_concern
from desist.casework.concerns.actions.raising import correct_concern
from desist.casework.concerns.forms import CorrectionForm, NothingTyped
from desist.casework.concerns.models import Account, Concern
from desist.casework.concerns.policy import READERS
from desist.casework.concerns.procedure import rule_of
from desist.casework.concerns.queries import accounts_of
from desist.casework.concerns.views.concern import ROLES, page_of
from desist.casework.records.editable import StaleVersion

WORKERS = READERS | {Role.DUTY_MANAGER}


@route(roles=WORKERS)
@require_POST
def acknowledge(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say that one has read it."""
    found = fetch(request.user, Concern, public_id, "concerns.acknowledge")
    form = NothingTyped(request.POST, actor=request.user)
    if form.is_valid():
        done = acknowledge_concern(concern=found, by=request.user, at=timezone.now())
        if done.acknowledged_by_id not in (None, request.user.pk):
            said = _("You have acknowledged it. %(who)s was first and answers for it.")
            messages.success(request, said % {"who": done.acknowledged_by.full_name})
        else:
            messages.success(request, _("You have acknowledged it."))
    return redirect("concerns:concern", public_id)


@route(roles=ROLES)
def correct(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say it better; what was said before stays."""
    found = fetch(
        request.user, Concern, public_id, "concerns.correct", related=("person__team__unit",)
    )
    accounts = accounts_of(request.user, found)
    names = ("kind", "urgency", "origin", "facts", "opinion")
    read = readable(request.user, Account)
    initial = {name: getattr(accounts[0], name) for name in names if name in read}
    initial["read_version"] = found.version
    rule = rule_of(found.rule_version)
    form = CorrectionForm(request.POST or None, actor=request.user, rule=rule, initial=initial)
    context = page_of(request, found, timezone.now()) | {"form": form, "stale": None}
    if request.method == "POST" and form.is_valid():
        try:
            correct_concern(
                concern=found,
                read_version=form.cleaned_data["read_version"] or 0,
                account=form.values,
                by=request.user,
                at=timezone.now(),
            )
        except StaleVersion as stale:
            form.data = form.data.copy()
            form.data["read_version"] = str(stale.stored.version)
            context["stale"] = accounts_of(request.user, found)[0]
            return render(request, "concerns/correct.html", context, status=409)
        messages.success(request, _("Corrected. What was said before is kept."))
        return redirect("concerns:concern", public_id)
    return render(request, "concerns/correct.html", context)
