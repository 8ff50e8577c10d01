"""Starting a sitting, its code shown once, how far it has come, ending it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from desist.casework.access import fetch, route
from desist.casework.battery import sitting_code
from desist.casework.battery.actions.answer import close_out
from desist.casework.battery.actions.sitting import cancel_sitting, start_sitting
from desist.casework.battery.forms import ReasonForm, SittingStartForm
from desist.casework.battery.instruments import instrument_of, order_of, title_of
from desist.casework.battery.middleware import PREFIX
from desist.casework.battery.models import Administration, Point, Sitting
from desist.casework.battery.policy import GIVERS
from desist.casework.battery.queries.administration import list_administrations
from desist.casework.battery.queries.sitting import progress_of
from desist.casework.people.queries import language_of
from desist.casework.referrals.models import Referral


@route(roles=GIVERS)
def start(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Choose what the tablet shows; then the code, large, and only this once."""
    referral = fetch(
        request.user, Referral, public_id, "battery.start_sitting", related=("person__team__unit",)
    )
    held = list_administrations(request.user, referral)
    usable = [each for each in held if each.is_for_tablet]
    points = _points(usable)
    initial = {"language": language_of(referral.person)}
    if points:
        initial["point"] = points[0][0]
    form = SittingStartForm(
        request.POST or None, actor=request.user, points=points, initial=initial
    )
    context = {"form": form, "person": referral.person, "today": timezone.localdate()}
    context["usable"] = usable
    if request.method != "POST" or not form.is_valid():
        return render(request, "battery/start.html", context)
    operation = request.circumstances.operation or uuid4()
    codes = sitting_code.codes_of(f"{request.user.public_id}:{operation}")
    sitting = start_sitting(
        referral=referral,
        administrations=[each for each in usable if each.point == form.values["point"]],
        language=form.values["language"],
        codes=codes,
        by=request.user,
        at=timezone.now(),
    )
    code = next(each for each in codes if sitting_code.hash_of(each) == sitting.code_hash)
    address = f"{settings.DESIST_ADDRESS}{PREFIX}"
    context |= {"sitting": sitting, "code": sitting_code.shown(code), "address": address}
    return render(request, "battery/code.html", context)


def _points(usable: Sequence[Administration]) -> list[tuple[str, str]]:
    held = {each.point for each in usable}
    return [(each.value, str(each.label)) for each in Point if each.value in held]


@route(roles=GIVERS)
def progress(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """How far a sitting has come: numbers of answers, never the answers."""
    sitting = _fetch(request, public_id, "see")
    today = timezone.localdate()
    lines = [
        (title_of(each.form.administration), len(each.answered), _items(each.form.administration))
        for each in progress_of(sitting)
    ]
    context = _context(sitting) | {"lines": lines, "now": timezone.now(), "today": today}
    return render(request, "battery/progress.html", context)


def _items(administration: Administration) -> int:
    order = order_of(administration, instrument_of(administration, on=timezone.localdate()))
    return order.items if order else 0


@route(roles=GIVERS)
def cancel(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """End a sitting so that another can be started; the answers stay."""
    sitting = _fetch(request, public_id, "battery.cancel_sitting")
    if request.method == "POST":
        cancel_sitting(sitting=sitting, by=request.user, at=timezone.now())
        messages.success(request, _("The sitting has ended. The answers given are kept."))
        return redirect("battery:of", sitting.referral.person.public_id)
    return render(request, "battery/cancel.html", _context(sitting))


@route(roles=GIVERS)
def close(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """They will not go on: complete what is whole, stop the rest."""
    referral = fetch(
        request.user, Referral, public_id, "battery.close_out", related=("person__team__unit",)
    )
    form = ReasonForm(request.POST or None, actor=request.user)
    if request.method == "POST" and form.is_valid():
        because = form.values["ended_because"]
        close_out(referral=referral, because=because, by=request.user, at=timezone.now())
        messages.success(request, _("The questionnaires are closed."))
        return redirect("battery:of", referral.person.public_id)
    context = {"form": form, "person": referral.person, "today": timezone.localdate()}
    return render(request, "battery/close.html", context)


def _fetch(request: HttpRequest, public_id: UUID, verb: str) -> Sitting:
    related = ("referral__person__team__unit", "started_by")
    return fetch(request.user, Sitting, public_id, verb, related=related)


def _context(sitting: Sitting) -> dict[str, Any]:
    return {
        "sitting": sitting,
        "person": sitting.referral.person,
        "today": timezone.localdate(),
    }
