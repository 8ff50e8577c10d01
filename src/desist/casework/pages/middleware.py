"""One value for each name: a field sent twice is refused, since two readers could differ on it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest


class OneValueEach:
    """Refuses a form or an address in which a name that ends in no ``[]`` stands twice."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let through what has one value each."""
        for sent in (request.GET, request.POST):
            if any(len(values) > 1 for name, values in sent.lists() if not name.endswith("[]")):
                return HttpResponseBadRequest("a field was sent twice", content_type="text/plain")
        return self.get_response(request)
