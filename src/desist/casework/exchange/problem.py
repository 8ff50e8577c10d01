"""A problem, as RFC 9457 has it: what went wrong, where in what was sent, and what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

CONTENT = "application/problem+json"


def problem(
    status: int,
    title: str,
    detail: str,
    *,
    faults: Sequence[Mapping[str, str]] = (),
    headers: Mapping[str, str] | None = None,
    **more: Any,
) -> HttpResponse:
    """An answer that says no. ``faults`` names every place at once: ``where`` and ``what``."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    if faults:
        body["faults"] = [dict(each) for each in faults]
    answer = JsonResponse(body, status=status, content_type=CONTENT, headers=headers)
    answer.headers.setdefault("Cache-Control", "no-store")
    return answer


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What came could not be read."""
    return problem(400, "Not readable", "What was sent could not be read as a request.")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Nothing is there, or nothing that this system may know of; nobody can tell which."""
    return problem(404, "Not found", "There is nothing here that this system may see.")


def broken(request: HttpRequest) -> HttpResponse:
    """We failed."""
    return problem(500, "It did not work", "This is our fault. Nothing was changed. Try again.")
