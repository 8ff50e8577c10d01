"""The trail as the auditor reads it: opaque ids, verbs and field names, never a value."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from desist.casework.access import Role, note_reading, route
from desist.casework.access.fetch import PAGE_LENGTH
from desist.casework.audit.chain import EPOCH
from desist.casework.audit.event_format import Kind, Outcome
from desist.casework.audit.forms import TrailForm
from desist.casework.audit.queries import find_events
from desist.casework.audit.reading_index import index_readings
from desist.casework.pages.page_number import page_number


@route(roles={Role.AUDITOR})
def trail(request: HttpRequest) -> HttpResponse:
    """Events, newest first, filtered by what stands in the address."""
    form = TrailForm(request.GET)
    search = form.search()
    asked = {name: value for name, value in request.GET.items() if value and name != "page"}
    if search.object:
        index_readings(at=timezone.now())
    start = (page_number(request) - 1) * PAGE_LENGTH
    events = list(find_events(search)[start : start + PAGE_LENGTH + 1])
    note_reading("audit.read", [search.object] if search.object else [])
    rows = [(EPOCH + timedelta(microseconds=event.at), event.as_event()) for event in events]
    context = {
        "rows": rows[:PAGE_LENGTH],
        "older": f"?{urlencode(asked | {'page': page_number(request) + 1})}",
        "more": len(rows) > PAGE_LENGTH,
        "asked": asked,
        "removable": [
            (name, value, "?" + urlencode({n: v for n, v in asked.items() if n != name}))
            for name, value in asked.items()
        ],
        "kinds": list(Kind),
        "outcomes": list(Outcome),
    }
    return render(request, "audit/trail.html", context)
