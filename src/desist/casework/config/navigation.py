"""The frame of every page: who is signed in, and the ways their work takes them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from desist.casework.access import Level, Role
from desist.casework.access.role import CASE_ROLES
from desist.casework.pages.section import sections_for

WAYS = (
    (_("Today"), "casefile:today", None),
    (_("People"), "people:list", CASE_ROLES),
    (_("Waiting list"), "referrals:waiting", CASE_ROLES),
    (_("Rule sets"), "rules:list", CASE_ROLES | {Role.LEAD, Role.EVALUATOR, Role.AUDITOR}),
    (_("Audit"), "audit:trail", {Role.AUDITOR}),
    (_("Staff"), "accounts:staff", {Role.ADMINISTRATOR}),
)
"""What people do, where it is done, and for whose work it is (None: everybody's)."""


def frame(request: HttpRequest) -> dict[str, Any]:
    """What the layout shows around every page."""
    signed_in = getattr(request, "level", Level.ANONYMOUS) >= Level.SECOND_FACTOR
    if not signed_in:
        around = {"user": None, "ways": [], "sections": [], "search": False}
        return {"frame": {**around, **_everywhere(request)}}
    user = request.user
    ways = [
        {"text": str(text), "href": reverse(name), "active": _is_here(request, name)}
        for text, name, roles in WAYS
        if roles is None or user.standing.holds(*roles)
    ]
    search = user.standing.holds(*CASE_ROLES)
    sections = [(str(each.text), each.address) for each in sections_for(user)]
    around = {"user": user, "ways": ways, "sections": sections, "search": search}
    return {"frame": {**around, **_everywhere(request)}}


def _everywhere(request: HttpRequest) -> dict[str, Any]:
    match = request.resolver_match
    here = match.view_name if match else ""
    return {"demonstration": settings.DEMONSTRATION, "csrf": None, "request": request, "here": here}


def _is_here(request: HttpRequest, name: str) -> bool:
    """Whether this page belongs to that way; somebody's page belongs to People."""
    match = request.resolver_match
    if match is None:
        return False
    here = "people:list" if match.view_name == "casefile:person" else match.view_name
    return here.partition(":")[0] == name.partition(":")[0]
