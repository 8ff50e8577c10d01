"""The pages that say what went wrong, and the accessibility statement."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from desist.casework.access import Level, route
from desist.casework.pages.language import keep_language, languages

NEVER_SHOWN = ("accounts",)
"""Where passwords are typed, which may be several words: nothing of these pages is shown again."""
EXAMINED = date(2026, 11, 26)
"""The day on which the accessibility statement was last held against what tests and hands found."""


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The same bytes for what does not exist and for what is not yours.

    What was sent may have been possible a moment ago, until somebody else was faster: what was
    typed comes back to whoever typed it, and is the same whatever there is at the address.
    """
    return _not_there(request, status=404)


def overtaken(request: HttpRequest) -> HttpResponse:
    """Somebody else was faster, and the page knew no better way to say so."""
    return _not_there(request, status=409)


def _not_there(request: HttpRequest, *, status: int) -> HttpResponse:
    context = {"sent": request.method == "POST", "typed": _prose_in(request)}
    return render(request, "pages/not_found.html", context, status=status)


def _prose_in(request: HttpRequest) -> list[str]:
    """What somebody would have to write again: codes, ids and tokens are one word."""
    match = request.resolver_match
    if request.method != "POST" or match is None or match.app_name in NEVER_SHOWN:
        return []
    return [each.strip() for each in request.POST.values() if len(each.split()) > 1]


def broken(request: HttpRequest) -> HttpResponse:
    """Something failed on our side; nothing is shown of it."""
    return HttpResponse(_BROKEN, status=500)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Something was sent that no form of ours sends."""
    return render(request, "pages/bad_request.html", {}, status=400)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token: usually a page that stood open for too long."""
    return render(request, "pages/form_expired.html", {}, status=403)


@route(level=Level.ANONYMOUS, why="whoever meets a barrier must be able to read it")
def accessibility(request: HttpRequest) -> HttpResponse:
    """What was checked, and what is known not to work."""
    return render(request, "pages/accessibility.html", {"examined": EXAMINED})


@route(level=Level.ANONYMOUS, why="whoever cannot read a page must be able to change its language")
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keep a language for the frame in this browser, and go back to where the choice was made."""
    back = request.POST.get("back", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    response = redirect(back if safe else "casefile:today")
    if request.POST.get("language") in dict(languages()):
        keep_language(response, request.POST["language"])
    return response


@route(level=Level.ANONYMOUS, why="a load balancer asks whether we live; says nothing else")
def alive(request: HttpRequest) -> HttpResponse:
    """Whether this process answers."""
    return HttpResponse("alive", content_type="text/plain")


def conflict(
    request: HttpRequest, template: str, context: dict[str, Any], *, differences: Any
) -> HttpResponse:
    """Somebody saved first: both versions side by side, and the form to decide with."""
    return render(request, template, context | {"differences": differences}, status=409)


_BROKEN = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Sorry</title></head>'
    "<body><main><h1>Sorry, something went wrong</h1>"
    "<p>What you saved before is safe. Go back and try again in a minute.</p></main></body></html>"
)
