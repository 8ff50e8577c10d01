"""Who is asking: from the cookie to a person, and how sure we are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from desist.casework.access import Level
from desist.casework.accounts.actions.sign_in import note_seen
from desist.casework.accounts.models import SignIn
from desist.casework.accounts.nobody import NOBODY
from desist.casework.accounts.queries import find_sign_in

SEEN_EVERY = timedelta(minutes=1)
CONFIRMED_FOR = timedelta(minutes=15)


class WhoIsAsking:
    """Sets ``user``, ``level``, ``sign_in`` and ``session_reference`` on every request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Look the cookie up; one query."""
        at = timezone.now()
        key = request.COOKIES.get(settings.DESIST_COOKIE, "")
        entry = find_sign_in(key, at=at) if key else None
        request.sign_in = entry
        request.user = entry.user if entry else NOBODY
        request.level = level_of(entry, at=at) if entry else Level.ANONYMOUS
        request.session_reference = str(entry.public_id) if entry else ""
        if entry and at - entry.seen_at > SEEN_EVERY:
            note_seen(entry=entry, at=at)
        return self.get_response(request)


def level_of(entry: SignIn, *, at: datetime) -> Level:
    """The level of a sign-in now: a confirmation fades after 15 minutes."""
    if entry.level < Level.SECOND_FACTOR:
        return Level(entry.level)
    fresh = entry.confirmed_at is not None and at - entry.confirmed_at < CONFIRMED_FOR
    return Level.CONFIRMED if fresh else Level.SECOND_FACTOR
