"""People: the case list."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from desist.casework.access import Role, listing, route
from desist.casework.access.role import CASE_ROLES
from desist.casework.casefile.queries.cases import arrange_cases, list_cases
from desist.casework.casefile.queries.derivation import ANSWERS, SESSION
from desist.casework.casefile.stage import STAGES
from desist.casework.pages.page_number import page_number
from desist.casework.tasks.kind import all_kinds

REGISTRARS = {Role.REFERRER, Role.MANAGER, Role.PROGRAMME_ADMINISTRATOR}


@route(roles=CASE_ROLES)
def people(request: HttpRequest) -> HttpResponse:
    """Everybody in reach, what is due and overdue first, narrowed and ordered by the address."""
    today = timezone.localdate()
    arrangement = arrange_cases(request.user, request.GET, day=today)
    query = list_cases(request.user, arrangement)
    page = listing(query, verb="people.list", page=page_number(request))
    context = {
        "page": page,
        "arrangement": arrangement,
        "today": today,
        "stages": STAGES,
        "kinds": all_kinds(),
        "named": {SESSION: _("Next session"), ANSWERS: _("Questionnaires")},
        "may_register": request.user.standing.holds(*REGISTRARS),
    }
    return render(request, "casefile/people.html", context)
