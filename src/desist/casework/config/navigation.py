"""The frame of every page: who is signed in, and the ways their work takes them."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.backends.utils import csrf_input
from django.urls import ResolverMatch, resolve, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from desist.casework.access import Level, Role
from desist.casework.access.role import CASE_ROLES
from desist.casework.access.route import route_of
from desist.casework.pages.language import once_a_language
from desist.casework.pages.section import sections, sections_for

EVERYBODY = None
WAYS = (
    (_("Today"), "casefile:today", EVERYBODY),
    (_("People"), "casefile:people", CASE_ROLES),
    (_("Waiting list"), "referrals:waiting", CASE_ROLES),
    (_("Groups"), "groups:list", CASE_ROLES - {Role.REFERRER}),
    (_("Figures"), "referrals:counts", CASE_ROLES | {Role.LEAD}),
    (_("Studies"), "studies:list", {Role.EVALUATOR, Role.LEAD, Role.LINKER}),
    (_("Rule sets"), "rules:list", CASE_ROLES | {Role.LEAD, Role.EVALUATOR, Role.AUDITOR}),
    (_("Debriefs"), "partners:debriefs", CASE_ROLES),
    (_("Emergency access"), "people:emergency", {Role.DUTY_MANAGER}),
    (_("Audit"), "audit:trail", {Role.AUDITOR}),
    (_("Staff"), "accounts:staff", {Role.ADMINISTRATOR}),
    (_("Days without work"), "tasks:holidays", {Role.ADMINISTRATOR}),
    (_("Other systems"), "exchange:systems", {Role.ADMINISTRATOR}),
)
"""What people do, where it is done, and for whose work it is."""
TOGETHER = (
    {
        "referrals:counts": _("Referrals by status"),
        "rights:equality": _("Equality"),
        "studies:findings": _("Does it work?"),
    },
    {
        "tasks:mine": _("What is due"),
        "rights:due": _("Records that fall due"),
        "tasks:holidays": _("Days without work"),
    },
    {
        "rules:list": _("Rule sets"),
        "referrals:directory": _("Programmes"),
        "rights:purposes": _("Use of data"),
    },
)
"""Pages that are seldom opened, each beside those that lead to it, for whoever may open it."""
BELONGS = {
    "delivery:register": "groups:list",
    "delivery:attendance": "groups:list",
    "rights:equality": "referrals:counts",
    "studies:findings": "referrals:counts",
    "studies:finding": "referrals:counts",
    "tasks:mine": "casefile:today",
    "rights:due": "casefile:today",
    "referrals:directory": "rules:list",
    "rights:purposes": "rules:list",
}
"""Pages of a way that another app leads to."""


def token(request: HttpRequest) -> dict[str, Any]:
    """The hidden field of every form: made once a page, and only where it has a form.

    What Django gives instead masks the token anew for each form, and every page has three.
    """
    return {"csrf_input": SimpleLazyObject(lambda: csrf_input(request))}


def frame(request: HttpRequest) -> dict[str, Any]:
    """What the layout shows around every page."""
    signed_in = getattr(request, "level", Level.ANONYMOUS) >= Level.SECOND_FACTOR
    if not signed_in:
        nobody = {"user": None, "ways": [], "sections": [], "section": "", "search": False}
        return {"frame": {**nobody, "beside": [], **_everywhere(request)}}
    user = request.user
    here = _way_of(request.resolver_match)
    roles = frozenset(post.role for post in user.standing.posts)
    ways = [{**way, "active": name == here} for name, way in _ways(roles)]
    search = user.standing.holds(*CASE_ROLES)
    sections = sections_for(roles)
    around = {"user": user, "ways": ways, "sections": sections, "search": search}
    around["section"] = _section_of(request.resolver_match, [name for _text, name in sections])
    around["beside"] = _beside(roles, request.resolver_match)
    return {"frame": {**around, **_everywhere(request)}}


@once_a_language
def _ways(held: frozenset[Role]) -> tuple[tuple[str, dict[str, Any]], ...]:
    """The ways open to those who hold these roles, each by the name of its address."""
    return tuple(
        (name, {"text": str(text), "href": reverse(name)})
        for text, name, roles in WAYS
        if roles is EVERYBODY or held & roles
    )


def _beside(held: frozenset[Role], match: ResolverMatch | None) -> list[tuple[Any, str]]:
    """The pages among which this one stands, itself among them; none where it stands alone."""
    here = match.view_name if match else ""
    pages: dict[str, Any] = next((each for each in TOGETHER if here in each), {})
    found = [(text, name) for name, text in pages.items() if held & _roles_of(name)]
    return found if len(found) > 1 else []


@cache
def _roles_of(name: str) -> frozenset[Role]:
    """Whose work a page is for, as it says itself."""
    settled = route_of(resolve(reverse(name)).func)
    return frozenset() if settled is None else settled.roles or frozenset(Role)


def _section_of(match: ResolverMatch | None, names: list[str]) -> str:
    """The one section to which a page belongs: its own, otherwise the first of its app."""
    if match is None:
        return ""
    same = [name for name in names if name.partition(":")[0] == match.app_name]
    return next((name for name in same if name == match.view_name), next(iter(same), ""))


def _everywhere(request: HttpRequest) -> dict[str, Any]:
    match = request.resolver_match
    here = match.view_name if match else ""
    return {"demonstration": settings.DEMONSTRATION, "csrf": None, "request": request, "here": here}


def _way_of(match: ResolverMatch | None) -> str:
    """The way to which a page belongs; what is about a person belongs to People."""
    if match is None:
        return ""
    names = [name for _text, name, _roles in WAYS]
    if match.view_name in names:
        return str(match.view_name)
    if match.view_name in BELONGS:
        return BELONGS[match.view_name]
    if "person_id" in match.kwargs or match.app_name in _about_people():
        return "casefile:people"
    return next((name for name in names if name.partition(":")[0] == match.app_name), "")


@cache
def _about_people() -> frozenset[str]:
    """The apps whose pages are about one person."""
    return frozenset(
        {"people", "referrals", *(each.address.partition(":")[0] for each in sections())}
    )
