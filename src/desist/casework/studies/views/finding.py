"""Does it work? What evaluations came to, for everybody who runs or delivers a programme."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from desist.casework.access import fetch, listing, route
from desist.casework.pages.page_number import page_number
from desist.casework.studies.models import Finding
from desist.casework.studies.policy import FINDING_READERS
from desist.casework.studies.queries.finding import list_findings, list_newest, panels_of


@route(roles=FINDING_READERS)
def findings(request: HttpRequest) -> HttpResponse:
    """What was found last in each study."""
    page = listing(list_newest(request.user), verb="studies.findings", page=page_number(request))
    return render(request, "studies/findings.html", {"page": page})


@route(roles=FINDING_READERS)
def finding(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One finding: what may be said and what not, and the evidence for each claim over time."""
    found = fetch(request.user, Finding, public_id, related=("study", "by"))
    context = {
        "finding": found,
        "report": found.content,
        "frozen_on": date.fromisoformat(found.content["plan"]["frozen_on"]),
        "panels": panels_of(found.content),
        "others": [each for each in list_findings(request.user, found.study)[:50] if each != found],
    }
    return render(request, "studies/finding.html", context)
