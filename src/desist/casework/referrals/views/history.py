"""Programme history: what somebody did elsewhere. And the directory of programmes."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from desist.casework.access import Role, fetch, route
from desist.casework.access.role import CASE_ROLES
from desist.casework.people.models import Person
from desist.casework.referrals.actions import record_earlier_programme, strike_earlier_programme
from desist.casework.referrals.forms import EarlierProgrammeForm, SendForm
from desist.casework.referrals.models import EarlierProgramme
from desist.casework.referrals.policy import STATING
from desist.casework.referrals.programme import list_programmes


@route(roles=STATING)
def record(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Record a programme done elsewhere."""
    person = fetch(
        request.user, Person, person_id, "referrals.record_earlier", related=("team__unit",)
    )
    form = EarlierProgrammeForm(request.POST or None, actor=request.user)
    if request.method == "POST" and form.is_valid():
        record_earlier_programme(
            person=person, values=form.values, by=request.user, at=timezone.now()
        )
        messages.success(request, _("Recorded."))
        return redirect("referrals:of", person.public_id)
    return _page(request, person, form, _("Record a programme done elsewhere"), _("Record"))


@route(roles=STATING)
def strike(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Strike out a programme that was entered in error."""
    found = fetch(
        request.user,
        EarlierProgramme,
        public_id,
        "referrals.strike_earlier",
        related=("person__team__unit",),
    )
    form = SendForm(request.POST or None, actor=request.user)
    if request.method == "POST" and form.is_valid():
        strike_earlier_programme(earlier=found, by=request.user, at=timezone.now())
        return redirect("referrals:of", found.person.public_id)
    heading = _("Strike out: %(programme)s") % {"programme": found.title}
    return _page(request, found.person, form, heading, _("Strike it out"))


def _page(
    request: HttpRequest, person: Person, form: object, heading: str, button: str
) -> HttpResponse:
    context = {
        "form": form,
        "person": person,
        "today": timezone.localdate(),
        "heading": heading,
        "lead": "",
        "button": button,
        "back": ("referrals:of", person.public_id),
    }
    return render(request, "referrals/form.html", context)


@route(roles=CASE_ROLES | {Role.LEAD})
def directory(request: HttpRequest) -> HttpResponse:
    """The programmes of the catalogue: accreditation, formats and dose."""
    programmes = list_programmes(on=timezone.localdate())
    return render(request, "referrals/directory.html", {"programmes": programmes})
