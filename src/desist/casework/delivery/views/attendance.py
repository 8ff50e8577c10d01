"""Who came to a group's sessions, session by session: a picture, and the figures beside it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from desist.casework.access import fetch, note_reading, route
from desist.casework.delivery.policy import RECORDERS
from desist.casework.delivery.queries.attendance import attendance_of
from desist.casework.groups.models import ProgrammeGroup


@route(roles=RECORDERS)
def attendance(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A line a member, a mark a session."""
    found = fetch(request.user, ProgrammeGroup, public_id, "delivery.keep_registers")
    held = attendance_of(request.user, found)
    note_reading("delivery.attendance", [each.person.reference for each in held.lines])
    return render(request, "delivery/attendance.html", {"group": found, "held": held})
