"""The limits of confidentiality: read, printed, and the answer recorded."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from desist.casework.access import fetch, route
from desist.casework.access.role import CASE_ROLES
from desist.casework.concerns.actions.agreement import record_agreement
from desist.casework.concerns.forms import AgreementForm
from desist.casework.concerns.policy import READERS
from desist.casework.concerns.procedure import limits_on
from desist.casework.concerns.queries import latest_agreement
from desist.casework.people.models import Person

LANGUAGES = {"en": _("English"), "cy": _("Welsh")}


@route(roles=READERS)
def record(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """What is said, and what somebody answered to it."""
    person = fetch(request.user, Person, person_id, "concerns.agree", related=("team__unit",))
    today = timezone.localdate()
    wordings = {each.id: each for each in limits_on(today)}
    first = next(iter(wordings.values()))
    initial = {"on": today, "wording": first.id}
    form = AgreementForm(request.POST or None, actor=request.user, initial=initial)
    form.fields["on"].latest = today
    form.fields["wording"].choices = [
        (each.id, LANGUAGES.get(each.language, each.language)) for each in wordings.values()
    ]
    if request.method == "POST" and form.is_valid():
        values = form.values
        values |= {"wording": wordings[values["wording"]], "agreed": values["agreed"] == "yes"}
        record_agreement(person=person, **values, by=request.user, at=timezone.now())
        messages.success(request, _("Recorded."))
        return redirect("concerns:of", person.public_id)
    context = {
        "person": person,
        "today": today,
        "form": form,
        "wordings": list(wordings.values()),
        "language_names": LANGUAGES,
        "latest": latest_agreement(person),
    }
    return render(request, "concerns/agreement.html", context)


@route(roles=CASE_ROLES)
def paper(request: HttpRequest, language: str) -> HttpResponse:
    """The same to print, with blanks to sign. It names nobody."""
    found = [each for each in limits_on(timezone.localdate()) if each.language == language]
    if not found:
        raise Http404
    return render(request, "concerns/paper.html", {"wording": found[0]})
