"""For systems: addresses under ``/api/`` are a service of their own, opened by a token alone.

A sign-in of staff counts for nothing there, and a token counts for nothing anywhere else.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from desist.casework.access import Level
from desist.casework.accounts.actions.attempt import count_try
from desist.casework.accounts.gate import client_address
from desist.casework.accounts.limit import Limit, counted
from desist.casework.accounts.nobody import NOBODY
from desist.casework.exchange.problem import problem
from desist.casework.exchange.queries.system import system_showing

PREFIX = "/api/"
ADDRESSES = "desist.casework.exchange.api_urls"
CALLS = (Limit(name="api-calls", tries=600, seconds=60),)
WRONG_TOKENS = (Limit(name="api-wrong-tokens", tries=30, seconds=300),)


class ForSystems:
    """Stands just inside whatever finds out who is signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Under the prefix, the system of the token is who asks; or there is no answer."""
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        at = timezone.now()
        request.urlconf = ADDRESSES
        request.sign_in, request.user, request.session_reference = None, NOBODY, ""
        request.level = Level.ANONYMOUS
        scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
        shown = token.strip() if scheme.lower() == "bearer" else ""
        system = system_showing(shown, at=at) if shown else None
        if system is None:
            return _refuse(request, tried=bool(shown))
        if not count_try(limits=counted(CALLS, str(system.public_id)), at=at):
            return problem(429, "Too many calls", "Wait a minute.", headers={"Retry-After": "60"})
        request.system, request.user = system, system.actor
        request.session_reference = str(system.public_id)
        return self.get_response(request)


def _refuse(request: HttpRequest, *, tried: bool) -> HttpResponse:
    """Say that a token is needed; guessing is slowed down for all workers at once."""
    limits = counted(WRONG_TOKENS, client_address(request))
    if tried and not count_try(limits=limits, at=timezone.now()):
        return problem(429, "Too many calls", "Wait five minutes.", headers={"Retry-After": "300"})
    said = "Send Authorization: Bearer and a token that is in force. An administrator makes one."
    return problem(401, "No token that is in force", said, headers={"WWW-Authenticate": "Bearer"})
