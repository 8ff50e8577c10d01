"""The equality page: overrides, declines, waits and completions by group."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from desist.casework.access import Role, route
from desist.casework.access.fetch import note_reading
from desist.casework.referrals.statistics import counts_the_whole
from desist.casework.rights.queries.equality import CHARACTERISTICS, SMALLEST, list_groups


@route(roles={Role.LEAD, Role.MANAGER})
def equality(request: HttpRequest) -> HttpResponse:
    """One characteristic at a time; small numbers are withheld, and what would give them away."""
    asked = request.GET.get("by", "")
    chosen = asked if asked in CHARACTERISTICS else "sex"
    note_reading("rights.equality", [])
    address = reverse("rights:equality")
    context = {
        "ways": [
            (str(title), f"{address}?by={code}", code == chosen)
            for code, title in CHARACTERISTICS.items()
        ],
        "chosen": CHARACTERISTICS[chosen],
        "groups": list_groups(request.user, chosen),
        "smallest": SMALLEST,
        "whole": counts_the_whole(request.user),
    }
    return render(request, "rights/equality.html", context)
