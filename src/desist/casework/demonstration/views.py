"""Signing in as somebody invented, without a password. In demonstration mode alone."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from desist.casework.access import Level, route
from desist.casework.accounts.actions.sign_in import sign_in
from desist.casework.accounts.gate import set_cookie
from desist.casework.accounts.token import new_token
from desist.casework.demonstration.queries import find_invented, is_demonstration, whom_to_be


def _only_here() -> None:
    if not (settings.DEMONSTRATION and is_demonstration()):
        raise Http404


@route(level=Level.ANONYMOUS, why="a demonstration shows whom to sign in as")
def whom(request: HttpRequest) -> HttpResponse:
    """Whom to sign in as, one for each role."""
    _only_here()
    return render(request, "demonstration/whom.html", {"people": whom_to_be()})


@route(level=Level.ANONYMOUS, why="the way in of a demonstration, which holds invented people")
@require_POST
def sign_in_as(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Sign in as one of them, as if the second factor had just been given."""
    _only_here()
    user = find_invented(public_id)
    key = new_token()
    browser = request.headers.get("User-Agent", "")
    response = redirect("casefile:today")
    sign_in(user=user, key=key, level=Level.CONFIRMED, browser=browser, by=user, at=timezone.now())
    set_cookie(response, key)
    return response
