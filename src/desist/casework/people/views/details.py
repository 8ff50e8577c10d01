"""Details: all that is held about a person beside the programme, on one page."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from desist.casework.access import fetch, may, note_reading, route
from desist.casework.access.fetch import PAGE_LENGTH, Listing
from desist.casework.access.role import CASE_ROLES
from desist.casework.pages.page_number import page_number
from desist.casework.people.cards import cards_of
from desist.casework.people.history import changes_of
from desist.casework.people.models import PARTS, WEEKDAYS, Person


@route(roles=CASE_ROLES)
def details(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """What binds, what protects, what helps, and who they are."""
    person = fetch(request.user, Person, person_id, related=("team__unit__region", "practitioner"))
    today = timezone.localdate()
    context = {
        "person": person,
        "today": today,
        "cards": {each.id: each for each in cards_of(request.user, person, day=today)},
        "days": WEEKDAYS,
        "parts": PARTS,
        "may_change": may(request.user, "people.change", person),
    }
    return render(request, "people/details.html", context)


@route(roles=CASE_ROLES)
def history(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Every change to a person's records, before and after, as this person may read them."""
    person = fetch(request.user, Person, person_id)
    found = changes_of(request.user, person)
    note_reading("people.history", [person.reference])
    number = page_number(request)
    start = (number - 1) * PAGE_LENGTH
    page = Listing(
        rows=found[start : start + PAGE_LENGTH],
        number=number,
        more=len(found) > start + PAGE_LENGTH,
    )
    context = {"person": person, "today": timezone.localdate(), "page": page}
    return render(request, "people/history.html", context)
