"""The guard at every address: level first, then role; what is not settled is not there."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from desist.casework.access.fetch import note_reading
from desist.casework.access.route import Level, route_of

log = logging.getLogger("desist.access")
CARRIED = ("operation", "read_version")
"""What a form carries that nobody typed."""


class Guard:
    """Lets a request through to its page only if the page's route allows it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Signed-in pages are never kept by a browser or a proxy."""
        response = self.get_response(request)
        if request.level > Level.ANONYMOUS or "Cache-Control" not in response:
            response["Cache-Control"] = "no-store"
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], *_: Any
    ) -> HttpResponse | None:
        """Deny, send to the door that raises the level, or let through.

        Raises:
            Http404: no route is settled, or it is not for any role this person holds.
        """
        asked = route_of(view)
        if asked is None:
            log.error("a page without a route was asked for: %s", view.__module__)
            raise Http404
        if request.level < asked.level:
            return self._to_door(request, asked.level)
        if asked.roles is not None and not request.user.standing.holds(*asked.roles):
            ids = [str(each) for each in request.resolver_match.kwargs.values()]
            note_reading(f"page.{request.resolver_match.view_name}", ids, outcome="denied")
            raise Http404
        return None

    def _to_door(self, request: HttpRequest, wanted: Level) -> HttpResponse:
        address = reverse(settings.DESIST_DOORS[_door(wanted, above=request.level)])
        sent = [each for each in request.POST.items() if each[0] != "csrfmiddlewaretoken"]
        typed = any(value for name, value in sent if name not in CARRIED)
        if typed and wanted is not Level.SITTING:
            return self._keep(request, sent, door=address)
        back = request.path if request.method == "GET" and request.path != "/" else ""
        return HttpResponseRedirect(address + (f"?{urlencode({'next': back})}" if back else ""))

    def _keep(
        self, request: HttpRequest, sent: list[tuple[str, str]], *, door: str
    ) -> HttpResponse:
        """Give back what was typed, to be sent once more behind the door: nothing is lost.

        The page holds it, not the service. It came with our own token, so from a form of ours.
        """
        onward = urlencode({"next": reverse(settings.DESIST_SIGNED_IN)})
        context = {
            "kept": sent,
            "address": request.path,
            "door": f"{door}?{onward}",
            "again": request.level >= Level.SECOND_FACTOR,
        }
        return render(request, settings.DESIST_KEPT_PAGE, context, status=403)


def _door(wanted: Level, *, above: Level) -> Level:
    """The next level to prove on the way: a sitting is a way of its own and leads to no other."""
    if wanted is Level.SITTING:
        return wanted
    ways = [each for each in settings.DESIST_DOORS if each is not Level.SITTING]
    return min(wanted, *(each for each in ways if each > above))
