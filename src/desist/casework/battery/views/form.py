"""One form: its answers, typing it in, settling two entries, correcting, ending it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from desist.casework.access import fetch, may, route
from desist.casework.battery.actions.administration import mark_in_error, stop_administration
from desist.casework.battery.actions.typing import (
    NothingToSettle,
    OtherWay,
    TypedTwice,
    correct_answers,
    settle_differences,
    type_answers,
)
from desist.casework.battery.forms import CorrectionForm, ReasonForm, SettleForm, SheetForm
from desist.casework.battery.instruments import instrument_of, order_of, title_of
from desist.casework.battery.models import Administration, Mode, State, TypingKind
from desist.casework.battery.policy import CLINICIANS, GIVERS
from desist.casework.battery.queries.administration import typings_of
from desist.casework.battery.queries.answer import answers_of, differences_of
from desist.programme.instrument import FormOrder, Instrument


@route(roles=CLINICIANS)
def form(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The answers that count, how they came in, and what may be done next."""
    held = _fetch(request, public_id, "battery.read")
    instrument, order = _forms_of(held)
    answers = answers_of(held)
    typings = typings_of(held)
    context = _context(held) | {
        "answers": _labelled(answers, instrument, order),
        "typings": typings,
        "differing": _waits_for_settling(held, typings),
        "missing": order.items - len(answers) if order and held.mode != Mode.SCALE_SCORES else 0,
        "may": {
            verb: may(request.user, f"battery.{verb}", held)
            for verb in ("type", "correct", "stop", "mark_in_error")
        },
    }
    return render(request, "battery/form.html", context)


def _waits_for_settling(held: Administration, typings: list[Any]) -> bool:
    return held.is_open and any(each.kind == TypingKind.SECOND for each in typings)


def _labelled(
    answers: Mapping[str, str], instrument: Instrument | None, order: FormOrder | None
) -> list[tuple[str, str]]:
    """Answers in printed order, scales by their title."""
    titles = {each.id: each.title for each in instrument.scale} if instrument else {}
    ordered = sorted(answers.items(), key=lambda each: (not each[0].isdecimal(), each[0].zfill(4)))
    return [(titles.get(item, item), value) for item, value in ordered]


@route(roles=CLINICIANS)
def type_in(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Type a form in, a key an answer; twice, so that a slip shows as a difference."""
    held = _fetch(request, public_id, "battery.type")
    instrument, order = _forms_of(held)
    if instrument is None or held.mode == Mode.TABLET:
        raise Http404
    typings = typings_of(held)
    if _waits_for_settling(held, typings):
        return redirect("battery:settle", held.public_id)
    initial = {"answered_on": held.answered_on or timezone.localdate()}
    sheet = SheetForm(
        request.POST or None,
        actor=request.user, instrument=instrument, order=order, initial=initial,
    )  # fmt: skip
    context = _context(held) | {"form": sheet, "second": bool(typings), "order": order}
    if request.method != "POST" or not sheet.is_valid():
        return render(request, "battery/type.html", context)
    try:
        done = type_answers(
            administration=held,
            mode=Mode.TYPED if order else Mode.SCALE_SCORES,
            form_order=order.id if order else "",
            answered_on=sheet.cleaned_data["answered_on"],
            values=sheet.answers,
            by=request.user,
            at=timezone.now(),
        )
    except (TypedTwice, OtherWay):
        context["already"] = True
        return render(request, "battery/type.html", context, status=409)
    return _after_typing(request, done, expected_second=_was_second(request))


def _was_second(request: HttpRequest) -> bool:
    return request.POST.get("entry") == "second"


def _after_typing(
    request: HttpRequest, done: Administration, *, expected_second: bool
) -> HttpResponse:
    if done.state == State.COMPLETED:
        messages.success(request, _("Both entries agree. The questionnaire is complete."))
        return redirect("battery:of", done.referral.person.public_id)
    if any(each.kind == TypingKind.SECOND for each in typings_of(done)):
        if not expected_second:
            text = _("Somebody else typed this form at the same time. Yours is the second entry.")
            messages.warning(request, text)
        return redirect("battery:settle", done.public_id)
    messages.success(request, _("Saved. Now it is typed a second time, best by somebody else."))
    return redirect("battery:of", done.referral.person.public_id)


@route(roles=CLINICIANS)
def settle(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The list of differences between two entries, each to be settled from the paper."""
    held = _fetch(request, public_id, "battery.settle")
    differing = differences_of(held)
    if not differing:
        raise Http404
    sheet = SettleForm(request.POST or None, actor=request.user, differences=differing)
    context = _context(held) | {"form": sheet, "differing": differing, "typings": typings_of(held)}
    if request.method == "POST" and sheet.is_valid():
        try:
            settle_differences(
                administration=held, values=sheet.settled, by=request.user, at=timezone.now()
            )
        except NothingToSettle:
            raise Http404 from None
        messages.success(request, _("The differences are settled. The questionnaire is complete."))
        return redirect("battery:of", held.referral.person.public_id)
    return render(request, "battery/settle.html", context)


@route(roles=CLINICIANS)
def correct(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Supersede answers of a completed form; the earlier ones stay."""
    held = _fetch(request, public_id, "battery.correct")
    instrument, order = _forms_of(held)
    if instrument is None:
        raise Http404
    order = None if held.mode == Mode.SCALE_SCORES else order
    before = answers_of(held)
    initial = {f"cell-{item}": value for item, value in before.items()}
    sheet = CorrectionForm(
        request.POST or None,
        actor=request.user, instrument=instrument, order=order, initial=initial,
    )  # fmt: skip
    if request.method == "POST" and sheet.is_valid():
        changed = {k: v for k, v in sheet.answers.items() if v != before.get(k, "")}
        if changed:
            correct_answers(
                administration=held,
                values=changed,
                because=sheet.cleaned_data["because"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, _("The correction is saved. The earlier answers are kept."))
            return redirect("battery:form", held.public_id)
        sheet.add_error(None, _("Change an answer, or go back"))
    context = _context(held) | {"form": sheet, "order": order}
    return render(request, "battery/correct.html", context)


@route(roles=GIVERS)
def stop(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give a form up."""
    return _end(request, _fetch(request, public_id, "battery.stop"), stop_administration)


@route(roles=CLINICIANS)
def in_error(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """It should not be here."""
    return _end(request, _fetch(request, public_id, "battery.mark_in_error"), mark_in_error)


def _end(request: HttpRequest, held: Administration, action: Any) -> HttpResponse:
    reason = ReasonForm(request.POST or None, actor=request.user)
    if request.method == "POST" and reason.is_valid():
        because = reason.values["ended_because"]
        action(administration=held, because=because, by=request.user, at=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("battery:of", held.referral.person.public_id)
    error = action is mark_in_error
    return render(request, "battery/end.html", _context(held) | {"form": reason, "error": error})


def _fetch(request: HttpRequest, public_id: UUID, verb: str) -> Administration:
    related = ("referral__person__team__unit",)
    return fetch(request.user, Administration, public_id, verb, related=related)


def _forms_of(held: Administration) -> tuple[Instrument | None, FormOrder | None]:
    instrument = instrument_of(held, on=timezone.localdate())
    return instrument, order_of(held, instrument)


def _context(held: Administration) -> dict[str, Any]:
    return {
        "held": held,
        "title": title_of(held),
        "person": held.referral.person,
        "today": timezone.localdate(),
    }
