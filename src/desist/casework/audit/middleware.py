"""What surrounds a request: its circumstances, and its readings written before it is answered."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from desist.casework.access.circumstances import Circumstances, Reading, under
from desist.casework.audit import chain
from desist.casework.audit.door import OperationReused, Refused
from desist.casework.audit.event_format import Kind, Outcome
from desist.casework.pages.views import not_found, overtaken
from desist.casework.records.double import is_double
from desist.casework.records.editable import StaleVersion

log = logging.getLogger("desist.audit")


class Trail:
    """Sets the circumstances of a request; if its readings cannot be written, it is not answered.

    Stands inside the middleware that knows who is signed in, and outside the guard.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, having written who looked at what."""
        around = Circumstances(
            actor=request.user,
            at=timezone.now(),
            session=request.session_reference,
            operation=_operation(request),
        )
        request.circumstances = around
        with under(around):
            response = self.get_response(request)
            write_readings(around)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """What became forbidden meanwhile is not there; one operation id is one act's alone.

        Where two acted at the same moment, the second is told so if its page does not do it.
        """
        if isinstance(error, Refused):
            return not_found(request, error)
        if isinstance(error, OperationReused):
            return render(request, "audit/sent_before.html", status=409)
        if isinstance(error, StaleVersion) or is_double(error):
            page, kind = request.resolver_match.view_name, type(error).__name__
            log.warning("%s has no answer of its own to whoever was overtaken: %s", page, kind)
            return overtaken(request)
        return None


def write_readings(around: Circumstances) -> None:
    """Write what was looked at or refused, one event for each verb and outcome."""
    if not around.readings:
        return
    together: dict[tuple[str, str], list[Reading]] = {}
    for reading in _telling(around.readings):
        together.setdefault((reading.verb, reading.outcome), []).append(reading)
    happenings = [
        chain.Happening(
            at=around.at,
            actor=around.actor.public_id,
            verb=verb,
            kind=Kind.CONSULTATION,
            outcome=Outcome(outcome),
            objects=tuple(name for reading in readings for name in reading.objects),
            session=around.session,
            request=around.request,
            operation=around.operation,
        )
        for (verb, outcome), readings in together.items()
    ]
    with transaction.atomic():
        chain.append(happenings)
    around.readings.clear()


def _telling(readings: Sequence[Reading]) -> Sequence[Reading]:
    """What is written: an empty list only where the page told of nothing else.

    A case file looks for open concerns and finds none; that somebody saw it is told by the person.
    """
    return [each for each in readings if not each.of_none] or readings


def _operation(request: HttpRequest) -> UUID | None:
    """The operation id that a form or a call carries, if it is one."""
    if request.method != "POST":
        return None
    try:
        return UUID(request.POST.get("operation", ""))
    except ValueError:
        return None
