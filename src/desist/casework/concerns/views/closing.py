"""Closing a concern: by somebody responsible who did not raise it, or proposed to them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desist.casework.access import fetch, may, readable, route
from desist.casework.accounts.queries import name_of
from desist.casework.concerns.actions.closing import (
    close_concern,
    decline_closing,
    propose_closing,
)
from desist.casework.concerns.forms import ClosingForm, NothingTyped
from desist.casework.concerns.models import Concern
from desist.casework.concerns.queries import told_about, untold
from desist.casework.concerns.views.answering import WORKERS
from desist.casework.concerns.views.concern import ROLES, page_of
from desist.casework.pages.conflict import differences
from desist.casework.records.editable import StaleVersion


@route(roles=ROLES)
def close(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Close it, or ask somebody else to: whoever raised it never closes it alone."""
    found = fetch(request.user, Concern, public_id, "concerns.end", related=("person__team__unit",))
    closes = may(request.user, "concerns.close", found)
    read = readable(request.user, Concern)
    initial: dict[str, Any] = {"read_version": found.version}
    initial |= {"outcome": found.outcome} if "outcome" in read else {}
    form = ClosingForm(request.POST or None, actor=request.user, initial=initial)
    context = page_of(request, found, timezone.now())
    missing = untold(found, told_about(request.user, found))
    context |= {"form": form, "closes": closes, "differences": None, "untold": missing}
    if request.method == "POST" and form.is_valid():
        act = close_concern if closes else propose_closing
        version = form.cleaned_data["read_version"] or 0
        given = {"concern": found, "read_version": version, "outcome": form.values["outcome"]}
        try:
            act(**given, by=request.user, at=timezone.now())
        except StaleVersion as stale:
            context |= differences(form, stale.stored, name_of=name_of)
            return render(request, "concerns/close.html", context, status=409)
        messages.success(request, _said(closes))
        return redirect("concerns:concern", public_id)
    return render(request, "concerns/close.html", context)


def _said(closes: bool) -> str:
    return _("The concern is closed.") if closes else _("A second person is asked to close it.")


@route(roles=WORKERS)
@require_POST
def keep_open(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Not yet: something is still to be done."""
    found = fetch(request.user, Concern, public_id, "concerns.decline_closing")
    form = NothingTyped(request.POST, actor=request.user)
    if form.is_valid():
        version = form.cleaned_data["read_version"] or 0
        try:
            decline_closing(concern=found, read_version=version, by=request.user, at=timezone.now())
        except StaleVersion:
            messages.warning(request, _("Somebody changed it a moment ago. Look again."))
        else:
            messages.success(request, _("It stays open. Record what is still to be done."))
    return redirect("concerns:concern", public_id)
