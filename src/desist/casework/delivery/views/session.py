"""Recording a session, and correcting the record: one page, saved once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from desist.casework.access import fetch, route, sheet
from desist.casework.accounts.queries import name_of
from desist.casework.concerns.queries import has_agreed
from desist.casework.delivery.actions.session_record import (
    RecordedAlready,
    correct_session,
    record_session,
)
from desist.casework.delivery.forms.session import SessionForm
from desist.casework.delivery.models import SessionRecord
from desist.casework.delivery.policy import RECORDERS
from desist.casework.delivery.queries.course import open_practice, record_of, titles_of
from desist.casework.pages.conflict import differences
from desist.casework.planning.models import Appointment
from desist.casework.records.editable import StaleVersion

RELATED = ("enrolment__person__team__unit", "room__place", "facilitator")


@route(roles=RECORDERS)
def record(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Record a session; one that is recorded already is shown to be corrected.

    Whoever typed while somebody else recorded it sees both; nothing typed is lost.
    """
    found = fetch(request.user, Appointment, public_id, "delivery.record", related=RELATED)
    held = getattr(found, "session_record", None)
    if held is not None and request.method != "POST":
        return redirect("delivery:correct", held.public_id)
    form = _form(request, found)
    if request.method == "POST" and form.is_valid():
        try:
            record_session(
                appointment=found, happened=form.happened, by=request.user, at=timezone.now()
            )
        except RecordedAlready:
            return _recorded(request, form, found)
        except StaleVersion:
            form.add_error(None, _("Somebody moved this session just now. Look, then save again"))
        else:
            return _saved(request, found)
    return render(request, "delivery/session.html", _context(form, found))


@route(roles=RECORDERS)
def correct(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Correct what was recorded; both versions are shown where somebody else saved first."""
    related = ("enrolment__person__team__unit", "appointment__room__place")
    found = fetch(request.user, SessionRecord, public_id, "delivery.correct", related=related)
    read = sheet(request.user, found)
    names = ("attendance", "minutes", "engagement", "note")
    initial = {name: getattr(read, name) for name in names if name in read}
    initial["read_version"] = found.version
    form = _form(request, found.appointment, initial=initial, held=found)
    context = _context(form, found.appointment) | {"held": found}
    if request.method == "POST" and form.is_valid():
        try:
            correct_session(
                record=found,
                read_version=form.cleaned_data["read_version"] or 0,
                happened=form.happened,
                by=request.user,
                at=timezone.now(),
            )
        except StaleVersion as stale:
            context |= differences(form, stale.stored, name_of=name_of)
            return render(request, "delivery/session.html", context, status=409)
        return _saved(request, found.appointment)
    return render(request, "delivery/session.html", context)


def _form(request: HttpRequest, session: Appointment, **given: Any) -> SessionForm:
    enrolment, held = session.enrolment, given.pop("held", None)
    titles = titles_of(enrolment)
    done = {} if held is None else _done_in(held)
    exercises = [(each, titles.get(each, each)) for each in session.exercises]
    initial = {"minutes": session.minutes} | given.pop("initial", {})
    for number, (exercise, _title) in enumerate(exercises):
        initial |= {f"covered_{number}": done.get(exercise, "")}
    practice = [
        each
        for each in open_practice(request.user, enrolment)
        if held is None or each.set_in_id != held.pk
    ]
    return SessionForm(
        request.POST or None,
        actor=request.user,
        initial=initial,
        exercises=exercises,
        open_practice=practice,
    )


def _done_in(record: SessionRecord) -> dict[str, str]:
    """How far each exercise was done, as last said."""
    held = record.exercises.order_by("pk").values_list("exercise", "covered")
    return dict(held)


def _context(form: SessionForm, session: Appointment) -> dict[str, Any]:
    person = session.enrolment.person
    return {
        "form": form,
        "session": session,
        "person": person,
        "today": timezone.localdate(),
        "module": titles_of(session.enrolment).get(session.module, session.module),
        "has_agreed": has_agreed(person),
        "held": None,
        "differences": None,
    }


def _saved(request: HttpRequest, session: Appointment) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("delivery:of", session.enrolment.person.public_id)


def _recorded(request: HttpRequest, form: SessionForm, session: Appointment) -> HttpResponse:
    """Somebody else was first: both versions, and the form leads to correcting theirs."""
    held = record_of(request.user, session)
    context = _context(form, session) | {"held": held}
    context |= differences(form, held, name_of=name_of)
    return render(request, "delivery/session.html", context, status=409)
