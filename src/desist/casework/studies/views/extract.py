"""What leaves the service for a study: the cohort for the evaluator, the roster for the linker."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desist.casework.access import Level, Role, fetch, route
from desist.casework.studies.actions.extract import (
    StudyOver,
    ask_extract,
    take_cohort,
    take_roster,
)
from desist.casework.studies.jobs import make_extract
from desist.casework.studies.models import Extract, Study
from desist.casework.studies.queries.population import population_of
from desist.casework.studies.queries.roster import named, roster_of

EVALUATORS = {Role.EVALUATOR}


@route(roles=EVALUATORS)
@require_POST
def begin(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Have the people of a study read and packed, while whoever asked does something else."""
    found = fetch(request.user, Study, public_id, "studies.extract")
    try:
        extract = ask_extract(study=found, by=request.user, at=timezone.now())
    except StudyOver:
        return _over(request, found)
    make_extract.enqueue(str(extract.public_id))
    return redirect("studies:study", found.public_id)


@route(level=Level.CONFIRMED, roles=EVALUATORS)
@require_POST
def cohort(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The packed file, to be opened by ``desist evaluate cohort``."""
    found = fetch(request.user, Extract, public_id, "studies.take_cohort", related=("study",))
    try:
        _given, content = take_cohort(extract=found, by=request.user, at=timezone.now())
    except StudyOver:
        return _over(request, found.study)
    return _file(content, "cohort.zip", "application/zip")


@route(level=Level.CONFIRMED, roles={Role.LINKER})
@require_POST
def roster(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Names under the pseudonyms of a study, for ``desist evaluate link``."""
    found = fetch(request.user, Study, public_id, "studies.take_roster")
    now = timezone.now()
    people = named(population_of(found, on=timezone.localdate(now)))
    content = roster_of(found, people)
    try:
        take_roster(study=found, content=content, people=people, by=request.user, at=now)
    except StudyOver:
        return _over(request, found)
    return _file(content, "roster.csv", "text/csv; charset=utf-8")


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _over(request: HttpRequest, study: Study) -> HttpResponse:
    messages.warning(request, _("The last day of this study has passed: nothing is given out."))
    return redirect("studies:study", study.public_id)
