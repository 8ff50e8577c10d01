"""Recording who was told of a concern, and their answer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from desist.casework.access import fetch, readable, route
from desist.casework.concerns.actions.telling import record_answer, record_told
from desist.casework.concerns.forms import AnswerForm, ToldForm
from desist.casework.concerns.models import Concern, Told
from desist.casework.concerns.procedure import rule_of
from desist.casework.concerns.views.concern import ROLES, page_of

RELATED = ("person__team__unit",)


@route(roles=ROLES)
def told(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Somebody was told."""
    found = fetch(request.user, Concern, public_id, "concerns.record_told", related=RELATED)
    return _told(request, found, None, {"told_at": timezone.now()})


@route(roles=ROLES)
def told_again(request: HttpRequest, public_id: UUID, told_id: UUID) -> HttpResponse:
    """It was recorded wrongly: a new row supersedes it."""
    found = fetch(request.user, Concern, public_id, "concerns.record_told", related=RELATED)
    row = fetch(request.user, Told, told_id, within={"concern": found, "superseded_by": None})
    read = readable(request.user, Told)
    initial = {name: getattr(row, name) for name in ("party", "whom", "told_at") if name in read}
    return _told(request, found, row, initial)


def _told(
    request: HttpRequest, found: Concern, row: Told | None, initial: dict[str, Any]
) -> HttpResponse:
    rule = rule_of(found.rule_version)
    form = ToldForm(request.POST or None, actor=request.user, rule=rule, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = {"concern": found, "supersedes": row, **form.values}
        record_told(**given, by=request.user, at=timezone.now())
        messages.success(request, _("Recorded."))
        return redirect("concerns:concern", found.public_id)
    context = page_of(request, found, timezone.now()) | {"form": form, "row": row}
    return render(request, "concerns/told.html", context)


@route(roles=ROLES)
def answer(request: HttpRequest, public_id: UUID, told_id: UUID) -> HttpResponse:
    """What somebody who was told answered."""
    found = fetch(request.user, Concern, public_id, "concerns.record_told", related=RELATED)
    row = fetch(request.user, Told, told_id, "concerns.record_answer", within={"concern": found})
    form = AnswerForm(
        request.POST or None, actor=request.user, initial={"answered_at": timezone.now()}
    )
    if request.method == "POST" and form.is_valid():
        record_answer(told=row, **form.values, by=request.user, at=timezone.now())
        messages.success(request, _("Recorded."))
        return redirect("concerns:concern", found.public_id)
    context = page_of(request, found, timezone.now()) | {"form": form, "row": row}
    return render(request, "concerns/answer.html", context)
