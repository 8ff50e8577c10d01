"""Studies: those there are, asking for one, deciding on one, closing one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desist.casework.access import Level, Role, fetch, listing, may, route
from desist.casework.pages.page_number import page_number
from desist.casework.referrals.programme import list_programmes
from desist.casework.studies.actions.study import (
    DecidedAlready,
    ask_for_study,
    close_study,
    decide_study,
)
from desist.casework.studies.forms import DecisionForm, StudyForm
from desist.casework.studies.models import Study
from desist.casework.studies.policy import FINDING_READERS, READERS
from desist.casework.studies.queries.study import (
    SMALLEST,
    list_extracts,
    list_hand_overs,
    list_studies,
    parts_of,
)
from desist.casework.studies.words import PARTS

ASKERS = {Role.EVALUATOR}
DECIDERS = {Role.LEAD}
SHOWN = 50


@route(roles=READERS)
def studies(request: HttpRequest) -> HttpResponse:
    """Every study, the newest first."""
    found = listing(list_studies(request.user), verb="studies.list", page=page_number(request))
    context = {
        "page": found,
        "may_ask": may(request.user, "studies.ask"),
        "may_read": request.user.standing.holds(*FINDING_READERS),
    }
    return render(request, "studies/studies.html", context)


@route(roles=ASKERS)
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for one more."""
    programmes = [(each.id, each.title) for each in list_programmes(on=timezone.localdate())]
    form = StudyForm(request.POST or None, actor=request.user, programmes=programmes)
    if request.method == "POST" and form.is_valid():
        made = ask_for_study(values=form.values, by=request.user, at=timezone.now())
        messages.success(request, _("Asked for. A programme lead decides on it."))
        return redirect("studies:study", made.public_id)
    return render(request, "studies/ask.html", {"form": form})


@route(roles=READERS)
def study(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One study: what it asks, what was made for it, what was given out."""
    found = _fetched(request, public_id, "see")
    extracts = list(list_extracts(request.user, found)[:SHOWN])
    newest = extracts[0] if extracts else None
    counted = next((each for each in extracts if each.numbers), None)
    context = {
        "study": found,
        "programme": _title_of(found),
        "extracts": extracts,
        "newest": newest,
        "waits": newest is not None and newest.waits_at(timezone.now()),
        "counted": counted,
        "parts": parts_of(counted.numbers) if counted is not None else [],
        "words": PARTS,
        "smallest": SMALLEST,
        "hand_overs": list_hand_overs(request.user, found)[:SHOWN],
        "may_decide": may(request.user, "studies.decide", found),
        "may_close": may(request.user, "studies.close", found),
        "may_extract": may(request.user, "studies.extract", found),
        "may_take_roster": may(request.user, "studies.take_roster", found),
        "takes": newest is not None and may(request.user, "studies.take_cohort", newest),
        "over": found.is_over_on(timezone.localdate()),
    }
    return render(request, "studies/study.html", context)


@route(level=Level.CONFIRMED, roles=DECIDERS)
def decide(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Allow it until a day, or refuse it."""
    found = _fetched(request, public_id, "studies.decide")
    today = timezone.localdate()
    form = DecisionForm(request.POST or None, actor=request.user, today=today)
    if request.method == "POST" and form.is_valid():
        given = form.values
        allowed = given.pop("decision") == "allow"
        try:
            decide_study(study=found, allowed=allowed, **given, by=request.user, at=timezone.now())
        except DecidedAlready:
            messages.warning(request, _("Somebody else decided on it just now."))
        else:
            said = _("Allowed. The evaluator can have the cohort made.")
            messages.success(request, said if allowed else _("Refused."))
        return redirect("studies:study", found.public_id)
    context = {"form": form, "study": found, "programme": _title_of(found)}
    return render(request, "studies/decide.html", context)


@route(roles=ASKERS | DECIDERS)
@require_POST
def close(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give nothing more out for it."""
    found = _fetched(request, public_id, "studies.close")
    close_study(study=found, by=request.user, at=timezone.now())
    messages.success(request, _("Closed. Nothing more is given out for it."))
    return redirect("studies:study", found.public_id)


def _fetched(request: HttpRequest, public_id: UUID, verb: str) -> Study:
    return fetch(request.user, Study, public_id, verb, related=("asked_by", "decided_by"))


def _title_of(study: Study) -> str:
    held = {each.id: each.title for each in list_programmes(on=timezone.localdate())}
    return held.get(study.programme, study.programme)
