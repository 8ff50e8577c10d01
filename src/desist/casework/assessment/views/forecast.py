"""Before adopting: which decided cases would change under this version of a rule."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from desist.casework.access import listing, route
from desist.casework.assessment.actions.forecast import ask_forecast
from desist.casework.assessment.forms.plain import PlainForm
from desist.casework.assessment.jobs import start
from desist.casework.assessment.queries.forecast import (
    cases_in_reach,
    changes_elsewhere,
    newest_forecast,
)
from desist.casework.assessment.views.frame import ASSESSORS
from desist.casework.rules.queries import find_rule_set


@route(roles=ASSESSORS)
def forecast(request: HttpRequest, rule: str, version: int) -> HttpResponse:
    """The last forecast for this file; asking for one computes it anew."""
    found = find_rule_set(request.user, rule, version)
    if found is None:
        raise Http404
    form = PlainForm(request.POST or None, actor=request.user)
    if request.method == "POST" and form.is_valid():
        start(ask_forecast(entry=found.entry, by=request.user, at=timezone.now()))
        return redirect("assessment:forecast", rule, version)
    last = newest_forecast(request.user, found.entry)
    now = timezone.now()
    is_done = last is not None and last.state == "done"
    context = {
        "rule_set": found,
        "forecast": last,
        "form": form,
        "cases": listing(cases_in_reach(request.user, last), verb="assessment.forecast").rows
        if is_done
        else [],
        "elsewhere": is_done and changes_elsewhere(request.user, last),
        "waits": last is not None and last.waits_at(now),
        "broke_off": last is not None and last.broke_off_at(now),
    }
    return render(request, "assessment/forecast.html", context)
