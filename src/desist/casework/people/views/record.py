"""One record about a person: new, or corrected. The same two pages serve every kind."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from desist.casework.access import fetch, readable, route, rows
from desist.casework.access.role import CASE_ROLES
from desist.casework.accounts.queries import name_of
from desist.casework.pages.conflict import differences
from desist.casework.pages.form import Form
from desist.casework.people.models import Person
from desist.casework.people.record_page import RecordPage
from desist.casework.people.record_pages import RECORD_PAGES
from desist.casework.records.editable import StaleVersion

ASKED_NOW = ("asked_on", "screened_on")
"""Whoever types an answer has most often just been given it."""


@route(roles=CASE_ROLES)
def record(request: HttpRequest, person_id: UUID, kind: str) -> HttpResponse:
    """A new record; where there is one a person, what was stated, to be stated anew."""
    page = _page(kind)
    person = fetch(request.user, Person, person_id, page.verb, related=("team__unit",))
    stored = None
    if page.single:
        stored = rows(request.user, page.model).filter(person=person).order_by("pk").first()
    form = _form(request, page.form, page, person=person, stored=stored)
    return _answer(request, page, form, kind=kind, person=person, stored=stored)


@route(roles=CASE_ROLES)
def change(request: HttpRequest, public_id: UUID, kind: str) -> HttpResponse:
    """A record corrected, or ended."""
    page = _page(kind)
    if page.change is None:
        raise Http404
    stored = fetch(
        request.user, page.model, public_id, page.change.verb, related=("person__team__unit",)
    )
    form = _form(request, page.form_of_changes, page, person=stored.person, stored=stored)
    return _answer(request, page, form, kind=kind, person=stored.person, stored=stored)


def _page(kind: str) -> RecordPage:
    if kind not in RECORD_PAGES:
        raise Http404
    return RECORD_PAGES[kind]


def _form(
    request: HttpRequest, kind: type[Form], page: RecordPage, *, person: Person, stored: Any
) -> Form:
    """The form with what is stored, as far as this person may read it."""
    today = timezone.localdate()
    initial: dict[str, Any] = {name: today for name in ASKED_NOW if name in kind.base_fields}
    if stored is not None:
        names = [name for name in kind.base_fields if name in readable(request.user, page.model)]
        initial |= {name: getattr(stored, name) for name in names}
        initial["read_version"] = stored.version
    form = kind(request.POST or None, actor=request.user, initial=initial)
    page.prepare(form, request.user, person)
    return form


def _answer(
    request: HttpRequest, page: RecordPage, form: Form, *, kind: str, person: Person, stored: Any
) -> HttpResponse:
    title = page.new_title if stored is None or page.single else page.title_of(stored)
    context = {
        "form": form,
        "page": page,
        "kind": kind,
        "title": title,
        "is_new": stored is None,
        "person": person,
        "today": timezone.localdate(),
        "differences": None,
    }
    if request.method == "POST" and form.is_valid():
        try:
            _act(request, page, form, person=person, stored=stored)
        except StaleVersion as stale:
            context |= differences(form, stale.stored, name_of=name_of)
            return render(request, "people/record.html", context, status=409)
        except tuple(page.refusals) as refusal:
            form.add_error(*page.refusals[type(refusal)])
            return render(request, "people/record.html", context)
        messages.success(request, _("Saved."))
        return redirect(f"{reverse('people:details', args=[person.public_id])}#{kind}")
    return render(request, "people/record.html", context)


def _act(
    request: HttpRequest, page: RecordPage, form: Form, *, person: Person, stored: Any
) -> None:
    given: dict[str, Any] = form.values if page.spread else {"values": form.values}
    read_version = form.cleaned_data["read_version"] or 0
    who = {"by": request.user, "at": timezone.now()}
    if page.single:
        page.record(person=person, read_version=read_version, **given, **who)
    elif stored is None:
        page.record(person=person, **given, **who)
    elif page.change is not None:
        page.change(**{page.argument: stored}, read_version=read_version, **given, **who)
