"""The year of the groups in reach: a picture, and its table beside it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from desist.casework.access import note_reading, route
from desist.casework.groups.policy import READERS
from desist.casework.groups.queries.year import year_of


@route(roles=READERS)
def year(request: HttpRequest) -> HttpResponse:
    """Weeks across, rooms down, one colour and label a group."""
    found = year_of(request.user, on=timezone.localdate())
    note_reading("groups.year", [line.first.group.reference for line in found.lines])
    return render(request, "groups/year.html", {"year": found})
