"""Pages about people: the list, search, registering, correcting, break-glass."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desist.casework.access import (
    Level,
    Role,
    fetch,
    listing,
    note_reading,
    readable,
    route,
    rows,
)
from desist.casework.access.role import CASE_ROLES
from desist.casework.accounts.models import Team
from desist.casework.accounts.queries import name_of
from desist.casework.pages.conflict import differences
from desist.casework.pages.page_number import page_number
from desist.casework.people.actions import (
    AlreadyRegistered,
    break_glass,
    change_person,
    make_search,
    register_person,
    resolve_crn,
)
from desist.casework.people.forms.person import (
    EmergencyForm,
    NewPersonForm,
    PersonForm,
    ResolveForm,
    SearchForm,
)
from desist.casework.people.models import Person, Search
from desist.casework.people.queries import all_with_crn, find_people
from desist.casework.records.editable import StaleVersion

REGISTRARS = {Role.REFERRER, Role.MANAGER, Role.PROGRAMME_ADMINISTRATOR}


@route(roles=CASE_ROLES)
@require_POST
def search(request: HttpRequest) -> HttpResponse:
    """Take what was typed out of the address: it leads to an opaque id."""
    form = SearchForm(request.POST, actor=request.user)
    if not form.is_valid():
        messages.warning(request, form.errors["terms"][0])
        return redirect("casefile:people")
    made = make_search(terms=form.values["terms"], by=request.user, at=timezone.now())
    return redirect("people:found", made.public_id)


@route(roles=CASE_ROLES)
def found(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What a search finds now."""
    made = fetch(request.user, Search, public_id)
    query = find_people(request.user, made.terms)
    page = listing(query, verb="people.search", page=page_number(request))
    if len(page.rows) == 1 and page.number == 1 and made.terms.upper() == page.rows[0].crn:
        return redirect("casefile:person", page.rows[0].public_id)
    return _list(request, page=page, terms=made.terms, address="people:found")


def _list(request: HttpRequest, *, page: object, terms: str, address: str) -> HttpResponse:
    context = {
        "page": page,
        "terms": terms,
        "address": request.path,
        "may_register": request.user.standing.holds(*REGISTRARS),
        "today": timezone.localdate(),
    }
    return render(request, "people/list.html", context)


@route(roles=REGISTRARS)
def register(request: HttpRequest) -> HttpResponse:
    """Somebody new. A referrer registers whom they supervise themselves."""
    form = NewPersonForm(request.POST or None, actor=request.user)
    context = {"form": form, "known": None}
    teams = rows(request.user, Team, "people.register").select_related("unit")
    form.fields["team"].offer(teams.order_by("unit__name", "name"), blank=_("Choose a team"))
    if request.method == "POST" and form.is_valid():
        values = form.values
        team = values.pop("team")
        given = {"team": team, "values": values, "practitioner": request.user}
        try:
            person = register_person(**given, by=request.user, at=timezone.now())
        except AlreadyRegistered as known:
            # Only of somebody whom they may see; a CRN out of reach is registered like any other.
            form.add_error("crn", _("This person is here already: open their file instead"))
            note_reading("people.register", [known.person.reference])
            context["known"] = known.person
        else:
            return redirect("casefile:person", person.public_id)
    return render(request, "people/register.html", context)


@route(roles=REGISTRARS)
def change(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Correct who somebody is."""
    person = fetch(request.user, Person, public_id, "people.change")
    names = [name for name in PersonForm.base_fields if name in readable(request.user, Person)]
    initial = {name: getattr(person, name) for name in names}
    initial["read_version"] = person.version
    form = PersonForm(request.POST or None, actor=request.user, initial=initial)
    context = {"form": form, "person": person, "today": timezone.localdate(), "differences": None}
    if request.method == "POST" and form.is_valid():
        try:
            change_person(
                person=person,
                read_version=form.cleaned_data["read_version"] or 0,
                values=form.values,
                by=request.user,
                at=timezone.now(),
            )
        except StaleVersion as stale:
            context |= {"person": stale.stored, **differences(form, stale.stored, name_of=name_of)}
            return render(request, "people/change.html", context, status=409)
        messages.success(request, _("Saved."))
        return redirect("casefile:person", person.public_id)
    return render(request, "people/change.html", context)


@route(level=Level.CONFIRMED, roles={Role.DUTY_MANAGER})
def emergency(request: HttpRequest) -> HttpResponse:
    """Break-glass: an exact CRN and a reason; the same page whether or not there is anybody."""
    form = EmergencyForm(request.POST or None, actor=request.user)
    if request.method == "POST" and form.is_valid():
        person = break_glass(**form.values, by=request.user, at=timezone.now())
        if person is not None:
            return redirect("casefile:person", person.public_id)
        form.add_error("crn", _("Nobody can be shown for this CRN"))
    return render(request, "people/emergency.html", {"form": form})


@route(roles={Role.AUDITOR})
def resolve(request: HttpRequest) -> HttpResponse:
    """From an exact CRN to what the trail says about that person."""
    form, found = ResolveForm(request.POST or None, actor=request.user), []
    if request.method == "POST" and form.is_valid():
        crn = form.values["crn"]
        resolve_crn(crn=crn, by=request.user, at=timezone.now())
        found = all_with_crn(crn)
        if len(found) == 1:
            return redirect(f"{reverse('audit:trail')}?object={found[0].reference}")
        if not found:
            form.add_error("crn", _("Nobody has this CRN"))
    return render(request, "people/resolve.html", {"form": form, "found": found})
