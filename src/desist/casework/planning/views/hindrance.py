"""The sessions that cannot be held as they are booked, for those who may move them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from desist.casework.access import listing, route
from desist.casework.pages.page_number import page_number
from desist.casework.planning.policy import BOOKERS
from desist.casework.planning.queries.hindrance import list_hindered, said_against


@route(roles=BOOKERS)
def to_move(request: HttpRequest) -> HttpResponse:
    """Every such session in reach, the soonest first, each with what stands against it."""
    query = list_hindered(request.user, day=timezone.localdate())
    page = listing(query, verb="planning.to_move", page=page_number(request))
    context = {"page": page, "against": said_against}
    return render(request, "planning/to_move.html", context)
