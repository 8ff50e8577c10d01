"""Partner and family work: what the team is told, and the record of each for those who may read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from desist.casework.access import Level, fetch, may, note_reading, route
from desist.casework.access.role import CASE_ROLES
from desist.casework.pages.form import Form
from desist.casework.partners.actions.family_member import (
    NotSafe,
    begin_family_work,
    end_family_work,
    give_copy,
    record_consent,
    record_contact,
    record_safety_check,
)
from desist.casework.partners.forms import (
    ConsentForm,
    ContactForm,
    CopyForm,
    EndForm,
    FamilyMemberForm,
    SafetyCheckForm,
)
from desist.casework.partners.models import FamilyMember
from desist.casework.partners.policy import WORKERS
from desist.casework.partners.queries.family_member import (
    family_of,
    is_worked_with,
    record_of,
    what_bars_contact,
    workers_for,
)
from desist.casework.partners.words import WORDS_OF_BARS
from desist.casework.people.models import Person
from desist.casework.records.editable import StaleVersion

RELATED = ("person__team__unit", "worker")


@route(roles=CASE_ROLES)
def family(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Whether there is work with somebody close; with whom, for those who may read it."""
    person = fetch(request.user, Person, person_id, "partners.know", related=("team__unit",))
    known = list(family_of(request.user, person))
    note_reading("partners.list", [each.reference for each in known])
    context = {
        "person": person,
        "today": timezone.localdate(),
        "members": known,
        "is_worked_with": is_worked_with(person),
        "may_begin": may(request.user, "partners.begin", person),
    }
    return render(request, "partners/family.html", context)


@route(roles=WORKERS)
def begin(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Begin to work with somebody close to a participant."""
    person = fetch(request.user, Person, person_id, "partners.begin", related=("team__unit",))
    form = FamilyMemberForm(request.POST or None, actor=request.user)
    form.fields["worker"].offer(workers_for(person, on=timezone.localdate()), blank=_("Choose"))
    if request.method == "POST" and form.is_valid():
        made = begin_family_work(
            person=person, values=form.values, by=request.user, at=timezone.now()
        )
        messages.success(request, _("Before any contact, check that they are safe."))
        if may(request.user, "see", made):
            return redirect("partners:member", made.public_id)
        return redirect("partners:of", person.public_id)
    return _form(request, form, person, _("Work with a partner or family member"), _("Begin"))


@route(roles=WORKERS)
def member(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """All that is held of one family member."""
    found = fetch(request.user, FamilyMember, public_id, related=RELATED)
    today = timezone.localdate()
    context = {
        "member": found,
        "person": found.person,
        "today": today,
        "record": record_of(request.user, found),
        "bars": [WORDS_OF_BARS[each] for each in what_bars_contact(found, on=today)],
    }
    return render(request, "partners/member.html", context)


@route(roles=WORKERS)
def check(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Record a safety check."""
    title, act = _("Safety and domestic abuse"), record_safety_check
    return _record(request, public_id, SafetyCheckForm, act, title, day="checked_on")


@route(roles=WORKERS)
def consent(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Record whether they agree."""
    return _record(request, public_id, ConsentForm, record_consent, _("Consent"), day="on")


@route(roles=WORKERS)
def contact(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Record a contact, where one may be."""
    return _record(request, public_id, ContactForm, record_contact, _("Contact"), day="on")


@route(roles=WORKERS)
def end(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """End the work with somebody."""
    found = fetch(request.user, FamilyMember, public_id, "partners.end", related=RELATED)
    initial = {"read_version": found.version, "on": timezone.localdate()}
    form = EndForm(request.POST or None, actor=request.user, initial=initial)
    form.fields["on"].earliest = found.begun_on
    form.fields["on"].latest = timezone.localdate()
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["read_version"] or 0
        given = {"member": found, "read_version": version, "on": form.values["on"]}
        try:
            end_family_work(**given, by=request.user, at=timezone.now())
        except StaleVersion:
            form.add_error(None, _("Somebody else changed this record. Look at it, then try again"))
        else:
            return redirect("partners:member", found.public_id)
    return _form(request, form, found.person, _("End the work with them"), _("End it"))


@route(level=Level.CONFIRMED, roles=WORKERS)
def copy(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Their record on paper, for them: the recipient is logged."""
    found = fetch(request.user, FamilyMember, public_id, "partners.give_copy", related=RELATED)
    form = CopyForm(request.POST or None, actor=request.user)
    if request.method == "POST" and form.is_valid():
        give_copy(member=found, **form.values, by=request.user, at=timezone.now())
        context = {"member": found, "record": record_of(request.user, found)}
        return render(request, "partners/copy.html", context | {"today": timezone.localdate()})
    return _form(request, form, found.person, _("A copy of their record"), _("Show the copy"))


def _record(
    request: HttpRequest,
    public_id: UUID,
    kind: type[Form],
    act: Callable[..., Any],
    title: str,
    *,
    day: str,
) -> HttpResponse:
    """One of the forms that add to a record: their day is no later than today."""
    found = fetch(request.user, FamilyMember, public_id, act.verb, related=RELATED)
    today = timezone.localdate()
    form = kind(request.POST or None, actor=request.user, initial={day: today})
    form.fields[day].latest = today
    if request.method == "POST" and form.is_valid():
        try:
            act(member=found, values=form.values, by=request.user, at=timezone.now())
        except NotSafe as error:
            for each in error.bars:
                form.add_error(None, WORDS_OF_BARS[each])
        else:
            messages.success(request, _("Recorded."))
            return redirect("partners:member", found.public_id)
    return _form(request, form, found.person, title, _("Save"))


def _form(
    request: HttpRequest, form: Form, person: Person, title: str, button: str
) -> HttpResponse:
    context = {"form": form, "person": person, "title": title, "button": button}
    return render(request, "partners/form.html", context | {"today": timezone.localdate()})
