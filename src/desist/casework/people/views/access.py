"""Who works with somebody, who alone may see them, and who never may: for treatment managers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from desist.casework.access import Level, Role, fetch, listing, may, route, rows
from desist.casework.people.actions.caseload import put_on_caseload, take_off_caseload
from desist.casework.people.actions.narrowing import (
    end_exclusion,
    end_restriction,
    exclude,
    restrict_to,
)
from desist.casework.people.forms.access import (
    CaseloadForm,
    EndingForm,
    ExclusionForm,
    RestrictionForm,
)
from desist.casework.people.models import CaseloadEntry, Exclusion, Person, Restriction
from desist.casework.people.queries import others_of_crn

MANAGERS = {Role.MANAGER}


@route(roles=MANAGERS)
def access(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Who works with somebody and who may not see them, now and before."""
    person = _person(request, person_id, "people.restrict")
    held = {
        name: _about(request, model, person)
        for name, model in (
            ("caseload", CaseloadEntry),
            ("restrictions", Restriction),
            ("exclusions", Exclusion),
        )
    }
    context = _around(person) | held
    context["same_crn"] = listing(others_of_crn(request.user, person), verb="people.list").rows
    return render(request, "people/access.html", context)


@route(level=Level.CONFIRMED, roles=MANAGERS)
def add_to_caseload(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Let a facilitator work with somebody, and so see them."""
    person = _person(request, person_id, "people.put_on_caseload")
    initial = {"begins_on": timezone.localdate()}
    form = CaseloadForm(request.POST or None, actor=request.user, initial=initial)
    form.offer_staff()
    if request.method == "POST" and form.is_valid():
        put_on_caseload(person=person, **form.values, by=request.user, at=timezone.now())
        messages.success(request, _("They are on the caseload."))
        return redirect("people:access", person.public_id)
    words = {"heading": _("Put on a caseload"), "button": _("Put on caseload"), "text": ""}
    return _form(request, person, form, words)


@route(level=Level.CONFIRMED, roles=MANAGERS)
def add_restriction(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Name somebody who alone, with others so named, may see this person."""
    person = _person(request, person_id, "people.restrict")
    words = {
        "heading": _("Restrict who may see this person"),
        "button": _("Restrict"),
        "text": _(
            "From now on only the people named here see them, whatever their role. "
            "The first restriction names you as well, so that you can end it."
        ),
    }
    return _narrow(request, person, RestrictionForm, restrict_to, words)


@route(level=Level.CONFIRMED, roles=MANAGERS)
def add_exclusion(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Name somebody who may not see this person, whatever else would let them."""
    person = _person(request, person_id, "people.exclude")
    words = {
        "heading": _("Exclude somebody"),
        "button": _("Exclude"),
        "text": _(
            "They will find no trace of this person, not in an emergency either, and are not told."
        ),
    }
    return _narrow(request, person, ExclusionForm, exclude, words)


@route(level=Level.CONFIRMED, roles=MANAGERS)
def end_caseload(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take somebody off a caseload today."""
    related = ("person__team__unit", "user")
    entry = fetch(
        request.user, CaseloadEntry, public_id, "people.take_off_caseload", related=related
    )
    if request.method == "POST":
        now = timezone.now()
        take_off_caseload(entry=entry, on=timezone.localdate(), by=request.user, at=now)
        messages.success(request, _("They are off the caseload."))
        return redirect("people:access", entry.person.public_id)
    context = _around(entry.person) | {"entry": entry}
    return render(request, "people/end_caseload.html", context)


@route(level=Level.CONFIRMED, roles=MANAGERS)
def lift_restriction(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Let somebody no longer be named in a restriction."""
    return _end(request, Restriction, public_id, end_restriction)


@route(level=Level.CONFIRMED, roles=MANAGERS)
def lift_exclusion(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Let somebody no longer be excluded."""
    return _end(request, Exclusion, public_id, end_exclusion)


def _person(request: HttpRequest, person_id: UUID, verb: str) -> Person:
    return fetch(request.user, Person, person_id, verb, related=("team__unit", "practitioner"))


def _about(request: HttpRequest, model: Any, person: Person) -> Any:
    query = rows(request.user, model).filter(person=person).select_related("user", "person")
    return listing(query.order_by("ended_on", "-begins_on", "-pk"), verb="people.access").rows


def _around(person: Person) -> dict[str, Any]:
    return {"person": person, "today": timezone.localdate()}


def _form(request: HttpRequest, person: Person, form: Any, words: dict[str, str]) -> HttpResponse:
    return render(request, "people/access_form.html", _around(person) | {"form": form, **words})


def _narrow(
    request: HttpRequest, person: Person, form_class: Any, narrow: Any, words: dict[str, str]
) -> HttpResponse:
    form = form_class(request.POST or None, actor=request.user)
    form.offer_staff()
    if request.method == "POST" and form.is_valid():
        given = form.values | {"on": timezone.localdate()}
        narrow(person=person, **given, by=request.user, at=timezone.now())
        messages.success(request, _("Saved. It holds from now on."))
        if not may(request.user, "people.restrict", person):  # they excluded themselves
            return redirect("casefile:people")
        return redirect("people:access", person.public_id)
    return _form(request, person, form, words)


def _end(request: HttpRequest, model: Any, public_id: UUID, end: Any) -> HttpResponse:
    name = "restriction" if model is Restriction else "exclusion"
    related = ("person__team__unit", "user")
    held = fetch(request.user, model, public_id, f"people.end_{name}", related=related)
    form = EndingForm(request.POST or None, actor=request.user)
    if request.method == "POST" and form.is_valid():
        given = form.values | {"on": timezone.localdate(), name: held}
        end(**given, by=request.user, at=timezone.now())
        messages.success(request, _("Ended."))
        if not may(request.user, "people.restrict", held.person):
            return redirect("casefile:people")
        return redirect("people:access", held.person.public_id)
    heading = _("End the restriction to %(name)s") if name == "restriction" else None
    heading = heading or _("End the exclusion of %(name)s")
    words = {"heading": heading % {"name": held.user.full_name}, "button": _("End it"), "text": ""}
    return _form(request, held.person, form, words)
