"""The pages of the tablet: one question after another, saved as given, and a page of help."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desist.casework.access import Level, route
from desist.casework.audit.door import Refused
from desist.casework.battery.actions.answer import (
    FormClosed,
    FormGone,
    Given,
    NoSuchAnswer,
    finish_sitting,
    give_answers,
)
from desist.casework.battery.actions.sitting import choose_language
from desist.casework.battery.instruments import support_lines
from desist.casework.battery.queries.sitting import find_finished
from desist.casework.battery.seated import Seated
from desist.casework.battery.tablet_gate import CodeTooOld, WrongCode, seat, sitting_for, unseat

PARTICIPANT = "the participant's own questionnaire; the sitting is all that they reach"
LONGEST_CODE = 40


@route(level=Level.ANONYMOUS, why="where a participant types the code that staff gave them")
def code(request: HttpRequest) -> HttpResponse:
    """Take the code; whoever has begun goes on."""
    if request.sitting and request.method == "GET":
        return redirect("sitting:welcome")
    context = {
        "error": "",
        "operation": request.POST.get("operation") or uuid4(),
        "returning": settings.DESIST_SITTING_COOKIE in request.COOKIES,
        "languages": settings.LANGUAGES,
    }
    if request.method != "POST":
        return render(request, "tablet/code.html", context)
    typed = request.POST.get("code", "")[:LONGEST_CODE]
    request.circumstances.operation = None  # a try is counted however often it is sent
    operation, at = str(context["operation"]), timezone.now()
    try:
        sitting_for(request, typed=typed, operation=operation, at=at)
    except WrongCode:
        context["error"] = _("That code is not right. Check it, or ask staff for a new one.")
    except CodeTooOld:
        context["error"] = _("That code is too old, or was used. Ask staff for a new one.")
    if context["error"]:
        return render(request, "tablet/code.html", context, status=400)
    response = redirect("sitting:welcome")
    seat(request, response, typed=typed, operation=operation, at=at)
    return response


@route(level=Level.SITTING, why=PARTICIPANT)
def welcome(request: HttpRequest) -> HttpResponse:
    """What the questions are for, who sees the answers, what they can and cannot decide."""
    seated = Seated(request.sitting)
    context = {
        "forms": len(seated.forms),
        "begun": seated.has_begun,
        "languages": settings.LANGUAGES,
    }
    return render(request, "tablet/welcome.html", context)


@route(level=Level.SITTING, why=PARTICIPANT)
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Read on in another language."""
    asked = request.POST.get("language", "")
    if asked in dict(settings.LANGUAGES):
        choose_language(sitting=request.sitting, language=asked, by=request.user, at=timezone.now())
    return redirect("sitting:welcome")


@route(level=Level.SITTING, why=PARTICIPANT)
def go_on(request: HttpRequest) -> HttpResponse:
    """To the question after the last one answered, or to the end."""
    place = Seated(request.sitting).resume_at()
    return redirect("sitting:question", *place) if place else redirect("sitting:check")


@route(level=Level.SITTING, why=PARTICIPANT)
def question(request: HttpRequest, place: int, first: int) -> HttpResponse:
    """One question, or a short grid; without JavaScript it is saved on going on."""
    seated = Seated(request.sitting)
    page = seated.page(place, first)
    if page is None:
        return _cannot_go_on(request, seated, place)
    context: dict[str, Any] = {"page": page, "wording": seated.wording(place), "unanswered": ()}
    if request.method != "POST":
        return render(request, "tablet/question.html", context)
    given = [_given(request, each.number) for each in page.questions]
    if "skip" not in request.POST:
        context["unanswered"] = [
            each.number for each, one in zip(page.questions, given, strict=True) if one is None
        ]
    closed = _save(request, place, [each for each in given if each is not None])
    if closed is not None:
        return closed
    if context["unanswered"]:
        context["page"] = Seated(request.sitting).page(place, first)
        return render(request, "tablet/question.html", context, status=400)
    following = seated.after(page)
    return redirect("sitting:question", *following) if following else redirect("sitting:check")


@route(level=Level.SITTING, why=PARTICIPANT)
@require_POST
def answer(request: HttpRequest) -> HttpResponse:
    """One answer at a time, from the page's own script: what this says is saved is committed."""
    place, item = (request.POST.get(name, "") for name in ("form", "item"))
    if not (_is_number(place) and _is_number(item)):
        raise Http404
    given = _given(request, int(item))
    if given is None:
        return JsonResponse({"saved": False}, status=400)
    closed = _save(request, int(place), [given])
    if closed is not None:
        return JsonResponse({"saved": False}, status=closed.status_code)
    return JsonResponse({"saved": True})


@route(level=Level.SITTING, why=PARTICIPANT)
def pause(request: HttpRequest) -> HttpResponse:
    """Nothing is shown of the questions until they go on."""
    return render(request, "tablet/pause.html", {})


@route(level=Level.SITTING, why=PARTICIPANT)
def check(request: HttpRequest) -> HttpResponse:
    """What was left out, and the button that says that this is all."""
    seated = Seated(request.sitting)
    return render(request, "tablet/check.html", {"left_out": seated.left_out()})


@route(level=Level.ANONYMOUS, why="a button pressed twice must not lead back to the code")
@require_POST
def finish(request: HttpRequest) -> HttpResponse:
    """End the sitting; pressed again it says thank you again."""
    spoken = translation.get_language()
    if request.sitting:
        finish_sitting(sitting=request.sitting, by=request.user, at=timezone.now())
    else:
        ended = find_finished(request.COOKIES.get(settings.DESIST_SITTING_COOKIE, ""))
        if ended is None:
            return redirect("sitting:code")
        spoken = ended.language
    return redirect(f"/sitting/thanks?language={spoken}")


@route(level=Level.ANONYMOUS, why="says thank you and whom to talk to; nothing of anybody")
def thanks(request: HttpRequest) -> HttpResponse:
    """Thank you, staff have been told, and whom to talk to."""
    lines = support_lines(on=timezone.localdate(), language=translation.get_language() or "")
    response = render(request, "tablet/thanks.html", {"lines": lines})
    unseat(response)
    return response


def _save(request: HttpRequest, place: int, given: list[Given]) -> HttpResponse | None:
    """Keep these answers; the page to show where they cannot be kept."""
    if not given:
        return None
    try:
        give_answers(
            sitting=request.sitting, place=place, answers=given, by=request.user, at=timezone.now()
        )
    except NoSuchAnswer:
        return render(request, "tablet/lost.html", {}, status=400)
    except (FormClosed, FormGone, Refused):
        return render(request, "tablet/closed.html", {}, status=409)
    return None


def _cannot_go_on(request: HttpRequest, seated: Seated, place: int) -> HttpResponse:
    """A question that never was, or a form that staff ended or this server no longer holds."""
    if seated.is_open(place) or not seated.has(place):
        raise Http404
    return render(request, "tablet/closed.html", {}, status=409)


def _given(request: HttpRequest, item: int) -> Given | None:
    """The answer to one item as the page sent it, if it sent any."""
    value = request.POST.get(f"item-{item}", "")
    typed = request.POST.get(f"sequence-{item}", "1")
    if value == "":
        return None
    sequence = int(typed) if _is_number(typed) else 1
    return Given(item=item, sequence=sequence, value=value[:10])


def _is_number(typed: str) -> bool:
    return typed.isascii() and typed.isdecimal() and len(typed) < 7
