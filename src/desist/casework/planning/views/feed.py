"""The calendar feed: making its secret address, revoking it, and what a calendar fetches."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desist.casework.access import Level, note_reading, route
from desist.casework.accounts.token import new_token
from desist.casework.planning.actions.feed import make_feed, revoke_feed
from desist.casework.planning.calendar_text import calendar_text
from desist.casework.planning.forms.place import OwnForm
from desist.casework.planning.policy import BOOKERS
from desist.casework.planning.queries.feed import find_feed, own_feed
from desist.casework.planning.session_entry import entries_in
from desist.casework.records.keys import keyed_hash


@route(roles=BOOKERS)
def mine(request: HttpRequest) -> HttpResponse:
    """Whether there is an address, and how to make or revoke one."""
    form = OwnForm(actor=request.user)
    return render(
        request, "planning/feed.html", {"feed": own_feed(request.user), "form": form, "address": ""}
    )


@route(level=Level.CONFIRMED, roles=BOOKERS)
@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """Make a new address and show it once."""
    form, token = OwnForm(request.POST, actor=request.user), new_token()
    if not form.is_valid():
        return redirect("planning:feed")
    feed = make_feed(user=request.user, token=token, by=request.user, at=timezone.now())
    if feed.token_hash != keyed_hash("calendar", token):
        return redirect("planning:feed")  # sent twice: the first answer showed the address
    address = settings.DESIST_ADDRESS + reverse("planning:calendar", args=[token])
    context = {"feed": feed, "form": OwnForm(actor=request.user), "address": address}
    return render(request, "planning/feed.html", context)


@route(roles=BOOKERS)
@require_POST
def revoke(request: HttpRequest) -> HttpResponse:
    """Let the address lead nowhere any more."""
    feed, form = own_feed(request.user), OwnForm(request.POST, actor=request.user)
    if feed is not None and form.is_valid():
        revoke_feed(feed=feed, by=request.user, at=timezone.now())
        messages.success(request, _("Revoked. Calendars that fetched from it get nothing more."))
    return redirect("planning:feed")


@route(
    level=Level.ANONYMOUS,
    why="a calendar program cannot sign in: the address itself is the secret; initials only",
)
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The sessions of whoever made this address."""
    feed = find_feed(token)
    if feed is None:
        raise Http404
    found = entries_in(feed, on=timezone.localdate())
    note_reading("planning.calendar", [feed.reference, *(name for name, _entry in found)])
    text = calendar_text(entry for _name, entry in found)
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "no-store"
    return answer
