"""The New Life Plan: as it stands, writing it with somebody, its versions, and on paper."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from csp.decorators import csp_update
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from desist.casework.access import Role, fetch, may, note_reading, route
from desist.casework.access.role import CASE_ROLES
from desist.casework.accounts.queries import name_of
from desist.casework.delivery.queries.course import running_enrolment
from desist.casework.pages.conflict import differences
from desist.casework.people.models import Person
from desist.casework.people.queries import language_of
from desist.casework.planning.models import Enrolment
from desist.casework.records.editable import StaleVersion
from desist.casework.reviews.actions.life_plan import write_life_plan
from desist.casework.reviews.forms.life_plan import LifePlanForm
from desist.casework.reviews.models import LOOKS, LifePlan, LifePlanRevision
from desist.casework.reviews.policy import PARTIES, READERS
from desist.casework.reviews.queries.life_plan import (
    WORDS,
    aims_of,
    plan_of,
    sheet_of,
    sheet_then,
    wording_in,
)
from desist.documents.life_plan_document import life_plan_document
from desist.documents.life_plan_page import STYLE, life_plan_page
from desist.documents.page import stylesheet_digest
from desist.documents.pdf import pdf_from
from desist.documents.word import MEDIA_TYPE, word_from

RELATED = ("enrolment__person__team__unit",)


@route(roles=CASE_ROLES - {Role.PROGRAMME_ADMINISTRATOR})
def of(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """What they say, their goals, and how it goes."""
    person = fetch(request.user, Person, person_id, related=("team__unit__region",))
    today, actor = timezone.localdate(), request.user
    enrolment = running_enrolment(actor, person)
    plan = plan_of(actor, enrolment) if enrolment else None
    context: dict[str, Any] = {
        "person": person,
        "today": today,
        "enrolment": enrolment,
        "plan": plan,
        "may_write": enrolment is not None and may(actor, "reviews.write_life_plan", enrolment),
    }
    if plan is not None:
        note_reading("reviews.life_plan", [plan.reference, person.reference])
        context |= {
            "aims": aims_of(actor, plan),
            "wording": wording_in(plan.language, on=today),
            "revisions": plan.revisions.order_by("-number"),
            "name_of": name_of,
        }
    return render(request, "life_plan/of.html", context)


@route(roles=PARTIES)
def write(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write it with them, or write it anew; both are shown where somebody else saved first."""
    related = ("person__team__unit", "person__practitioner")
    found = fetch(request.user, Enrolment, public_id, "reviews.write_life_plan", related=related)
    plan, today = plan_of(request.user, found), timezone.localdate()
    initial: dict[str, Any] = {"language": language_of(found.person)}
    if plan is not None:
        names = (*WORDS, "language", *LOOKS)
        initial = {name: getattr(plan, name) for name in names}
        initial["read_version"] = plan.version
    form = LifePlanForm(request.POST or None, actor=request.user, initial=initial)
    for name in LOOKS:
        form.fields[name].earliest = today
    context = {"form": form, "plan": plan, "person": found.person, "today": today}
    context["differences"] = None
    if request.method == "POST" and form.is_valid():
        try:
            write_life_plan(
                enrolment=found,
                read_version=form.cleaned_data["read_version"] or 0,
                values=form.values,
                by=request.user,
                at=timezone.now(),
            )
        except StaleVersion as stale:
            context |= differences(form, stale.stored, name_of=name_of)
            return render(request, "life_plan/write.html", context, status=409)
        messages.success(request, _("Saved."))
        return redirect("life_plan:of", found.person.public_id)
    return render(request, "life_plan/write.html", context)


@route(roles=READERS)
@csp_update({"style-src": [f"'{stylesheet_digest(STYLE)}'"]})
def paper(request: HttpRequest, public_id: UUID, kind: str) -> HttpResponse:
    """The plan on paper, as theirs: no name of the service, of the programme or of anybody."""
    found = fetch(request.user, LifePlan, public_id, related=RELATED)
    return _print(sheet_of(request.user, found), kind)


@route(roles=READERS)
@csp_update({"style-src": [f"'{stylesheet_digest(STYLE)}'"]})
def version(request: HttpRequest, public_id: UUID, kind: str) -> HttpResponse:
    """The plan as it stood, with its goals as they stood then, on paper."""
    related = tuple(f"of__{each}" for each in RELATED)
    found = fetch(request.user, LifePlanRevision, public_id, related=related)
    return _print(sheet_then(request.user, found), kind)


def _print(sheet: dict[str, Any], kind: str) -> HttpResponse:
    if kind == "html":
        return HttpResponse(life_plan_page(sheet))
    if kind == "pdf":
        answer = HttpResponse(pdf_from(life_plan_page(sheet)), content_type="application/pdf")
        answer["Content-Disposition"] = 'inline; filename="plan.pdf"'
        return answer
    if kind == "docx":
        answer = HttpResponse(word_from(life_plan_document(sheet)), content_type=MEDIA_TYPE)
        answer["Content-Disposition"] = 'attachment; filename="plan.docx"'
        return answer
    raise Http404
