"""Events: what changed, for systems that ask rather than are told."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from desist.casework.exchange.api.door import scoped
from desist.casework.exchange.api.referral import REFUSED, Cursor, Length
from desist.casework.exchange.api.schema import EventsOut
from desist.casework.exchange.queries.feed import events_for, stretch
from desist.casework.exchange.scope import Scope
from desist.casework.exchange.webhook import body_of

router = Router(tags=["events"])


@router.get(
    "/events",
    response={200: EventsOut, **REFUSED},
    summary="What changed since",
    operation_id="list_events",
)
@scoped(Scope.EVENTS)
def list_events(request: HttpRequest, after: Cursor = None, length: Length = 50) -> Any:
    """What changed after the last event that was read, oldest first.

    Keep the id of the last one and send it as ``after``: nothing is missed, nothing comes twice.
    """
    held = events_for(request.system)
    found = stretch(held, after=after, length=length, verb="exchange.events")
    return {"events": [body_of(each) for each in found.rows], "next": found.next}
