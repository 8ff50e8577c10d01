"""The door of the API: a scope for every call, and every refusal as a problem."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from desist.casework.access import note_reading
from desist.casework.audit.door import Refused
from desist.casework.exchange.problem import not_found, problem
from desist.casework.exchange.queries.feed import CursorUnknown
from desist.casework.exchange.scope import Scope


def scoped(scope: Scope) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Settle which scope a call needs; a system without it finds nothing here."""

    def settle(call: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(call)
        def guarded(request: HttpRequest, *args: Any, **given: Any) -> Any:
            if not request.system.holds(scope):
                note_reading(f"exchange.{call.__name__}", [], outcome="denied")
                raise Http404
            return call(request, *args, **given)

        guarded.scope = scope  # type: ignore[attr-defined]
        return guarded

    return settle


def answer_problems(api: NinjaAPI) -> None:
    """Have every refusal of this API answered as a problem."""

    @api.exception_handler(ValidationError)
    def invalid(_request: HttpRequest, error: ValidationError) -> HttpResponse:
        faults = [
            {"where": ".".join(map(str, each["loc"][1:])) or "body", "what": each["msg"]}
            for each in error.errors
        ]
        return problem(422, "Not as described", "See the faults.", faults=faults)

    @api.exception_handler(HttpError)
    def unreadable(_request: HttpRequest, error: HttpError) -> HttpResponse:
        return problem(error.status_code, "Not readable", str(error))

    @api.exception_handler(CursorUnknown)
    def lost(_request: HttpRequest, _error: CursorUnknown) -> HttpResponse:
        fault = {"where": "after", "what": "no row of this list has this id; leave it out to begin"}
        return problem(422, "Not as described", "See the faults.", faults=[fault])

    @api.exception_handler(Http404)
    def missing(request: HttpRequest, _error: Http404) -> HttpResponse:
        return not_found(request)

    @api.exception_handler(Refused)
    def refused(request: HttpRequest, _error: Refused) -> HttpResponse:
        return not_found(request)
