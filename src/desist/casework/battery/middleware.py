"""At the tablet: addresses under ``/sitting/`` are a service of their own within this one.

They have their own addresses, reachable from nothing else; their cookie is sent nowhere else; a
staff sign-in counts for nothing there, and a sitting counts for nothing anywhere else.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from desist.casework.access import Level
from desist.casework.accounts.nobody import NOBODY
from desist.casework.battery.queries.sitting import find_sitting
from desist.casework.battery.sitter import Sitter

PREFIX = "/sitting/"
ADDRESSES = "desist.casework.battery.tablet_urls"


class AtTheTablet:
    """Stands just inside whatever finds out who is signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Under the prefix, the sitting of the tablet's cookie is whoever asks; or nobody is."""
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        request.urlconf = ADDRESSES
        key = request.COOKIES.get(settings.DESIST_SITTING_COOKIE, "")
        sitting = find_sitting(key, at=timezone.now()) if key else None
        request.sitting = sitting
        request.user = Sitter(sitting) if sitting else NOBODY
        request.level = Level.SITTING if sitting else Level.ANONYMOUS
        request.session_reference = str(sitting.public_id) if sitting else ""
        with translation.override(_language(request)):
            return self.get_response(request)


def _language(request: HttpRequest) -> str:
    if request.sitting:
        return request.sitting.language
    asked = request.GET.get("language", "")
    return asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
