"""The sessions of groups that cannot be held as they are booked, for those who may move them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from desist.casework.access import note_reading, route
from desist.casework.groups.policy import READERS
from desist.casework.groups.queries.hindrance import all_hindered


@route(roles=READERS)
def to_move(request: HttpRequest) -> HttpResponse:
    """Every such session in reach, the soonest first, each with what stands against it."""
    found = all_hindered(request.user, day=timezone.localdate())
    note_reading("groups.to_move", [session.reference for session, _why in found])
    return render(request, "groups/to_move.html", {"found": found})
