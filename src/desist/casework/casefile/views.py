"""Today, and one person's page."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from desist.casework.access import fetch, listing, may, route
from desist.casework.access.role import CASE_ROLES
from desist.casework.casefile.queries import story_of
from desist.casework.people.models import Person
from desist.casework.referrals.programme import titles
from desist.casework.referrals.queries import list_open_referrals, list_referrals_of


@route(why="everybody begins here; what it shows depends on their work")
def today(request: HttpRequest) -> HttpResponse:
    """What matters today."""
    waiting = None
    if request.user.standing.holds(*CASE_ROLES):
        waiting = listing(list_open_referrals(request.user), verb="casefile.today")
    context = {"today": timezone.localdate(), "waiting": waiting}
    return render(request, "casefile/today.html", context)


@route(roles=CASE_ROLES)
def person(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One person's story on one page."""
    found = fetch(request.user, Person, public_id, related=("team__unit__region", "practitioner"))
    held = listing(list_referrals_of(request.user, found), verb="referrals.list")
    context = {
        "person": found,
        "referrals": held.rows,
        "programmes": titles(),
        "story": story_of(found),
        "today": timezone.localdate(),
        "may_refer": may(request.user, "referrals.refer", found),
        "may_change": may(request.user, "people.change", found),
    }
    return render(request, "casefile/person.html", context)
