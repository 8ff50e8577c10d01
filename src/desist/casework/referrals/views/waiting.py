"""The waiting list, and the referrals of one person."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from desist.casework.access import fetch, listing, may, readable, route
from desist.casework.access.role import CASE_ROLES
from desist.casework.pages.page_number import page_number
from desist.casework.people.models import Person
from desist.casework.referrals.models import EarlierProgramme
from desist.casework.referrals.programme import titles
from desist.casework.referrals.queries import (
    draft_of,
    earlier_programmes_of,
    list_open_referrals,
    list_referrals_of,
)


@route(roles=CASE_ROLES)
def waiting(request: HttpRequest) -> HttpResponse:
    """Everybody in reach who waits, the longest first."""
    query = list_open_referrals(request.user)
    page = listing(query, verb="referrals.waiting", page=page_number(request))
    context = {"page": page, "today": timezone.localdate(), "programmes": titles()}
    return render(request, "referrals/waiting.html", context)


@route(roles=CASE_ROLES)
def of(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Somebody's referrals, here and elsewhere."""
    person = fetch(request.user, Person, person_id, related=("team__unit",))
    held = listing(list_referrals_of(request.user, person), verb="referrals.list")
    earlier = listing(earlier_programmes_of(request.user, person), verb="referrals.earlier")
    context = {
        "person": person,
        "today": timezone.localdate(),
        "referrals": held.rows,
        "earlier": earlier.rows,
        "reads_earlier": "title" in readable(request.user, EarlierProgramme, person),
        "programmes": titles(),
        "draft": draft_of(request.user, person),
        "may_refer": may(request.user, "referrals.refer", person),
        "may_record": may(request.user, "referrals.record_earlier", person),
    }
    return render(request, "referrals/of.html", context)
