"""People: the case list."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from desist.casework.access import Role, route
from desist.casework.access.role import CASE_ROLES
from desist.casework.casefile.queries.case_filters import arrange_cases, kind_words, stage_words
from desist.casework.casefile.queries.cases import list_cases
from desist.casework.pages.page_number import page_number

REGISTRARS = {Role.REFERRER, Role.MANAGER, Role.PROGRAMME_ADMINISTRATOR}


@route(roles=CASE_ROLES)
def people(request: HttpRequest) -> HttpResponse:
    """Everybody in reach, what is due and overdue first, narrowed and ordered by the address."""
    today = timezone.localdate()
    arrangement = arrange_cases(request.user, request.GET, day=today)
    page = list_cases(request.user, arrangement, page=page_number(request))
    context = {
        "page": page,
        "arrangement": arrangement,
        "today": today,
        "stages": stage_words(),
        "kinds": kind_words(),
        "may_register": request.user.standing.holds(*REGISTRARS),
    }
    return render(request, "casefile/people.html", context)
