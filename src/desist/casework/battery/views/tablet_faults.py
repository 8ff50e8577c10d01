"""What a tablet shows when something went wrong: never a way to any other page of the service."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from desist.casework.battery.middleware import PREFIX
from desist.casework.pages import views as pages


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """There is no such page at the tablet."""
    return render(request, "tablet/lost.html", {}, status=404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Something was sent that no page of the tablet sends."""
    return render(request, "tablet/lost.html", {}, status=400)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token, at the tablet or elsewhere: the page stood open for too long."""
    if request.path_info.startswith(PREFIX):
        return render(request, "tablet/lost.html", {}, status=403)
    return pages.form_expired(request, reason)
