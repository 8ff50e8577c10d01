"""Taking a request, answering it, limiting use, and what somebody says against a record."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from desist.casework.access.policy import System
from desist.casework.accounts.models import User
from desist.casework.audit.door import action, tell
from desist.casework.audit.event_format import Kind
from desist.casework.people.models import Person
from desist.casework.records.editable import amend, insert, values_of
from desist.casework.rights.law import rights_on
from desist.casework.rights.models import (
    LimitOnUse,
    NoteOfDisagreement,
    RightsRequest,
    State,
)
from desist.casework.tasks.actions import finish_tasks, raise_task

RIGHTS = System("rights")
TO_ANSWER = "answer_rights_request"


@action("rights.ask", on="person", kind=Kind.COLLECTION, told=_("Asked about their data"))
def take_request(
    *,
    person: Person,
    kind: str,
    asked_for: str,
    received_on: date,
    about: str = "",
    not_for: User | None = None,
    by: Any,
    at: datetime,
) -> RightsRequest:
    """Somebody asks for something; a manager is asked to answer within the time that the law sets.

    Raises:
        KeyError: the catalogue knows no such kind of request.
    """
    rule = rights_on(received_on)
    request = RightsRequest(
        person=person,
        kind=kind,
        asked_for=asked_for,
        about=about,
        rule_version=rule.version,
        received_on=received_on,
        answer_by=rule.request_of(kind).answer_by(received_on),
        received_by=by,
        not_for=not_for,
    )
    insert(request, by=by, at=at)
    given = {"kind": TO_ANSWER, "role": "manager", "due_on": request.answer_by}
    raise_task(person=person, about=request, **given, by=RIGHTS, at=at)
    tell(request, person, fields=tuple(values_of(request)))
    return request


@action("rights.answer", on="request", told=_("Request about their data answered"))
def answer_request(
    *,
    request: RightsRequest,
    read_version: int,
    outcome: str,
    reasons: str,
    on: date,
    by: Any,
    at: datetime,
) -> RightsRequest:
    """Decide, and say what was done or why not.

    Raises:
        StaleVersion: somebody else answered in between.
    """
    values = {
        "state": State.ANSWERED,
        "outcome": outcome,
        "reasons": reasons,
        "answered_by": by,
        "answered_on": on,
    }
    changed = amend(request, read_version=read_version, values=values, by=by, at=at)
    finish_tasks(person=request.person, kind=TO_ANSWER, about=request, by=RIGHTS, at=at)
    tell(request, request.person, fields=changed)
    return request


@action("rights.limit", on="person")
def limit_use(*, person: Person, ground: str, begins_on: date, by: Any, at: datetime) -> LimitOnUse:
    """Limit what the records about somebody are used for."""
    limit = LimitOnUse(person=person, ground=ground, begins_on=begins_on, by=by)
    limit.save(force_insert=True)
    tell(limit, person, fields=("ground", "begins_on"))
    return limit


@action("rights.lift_limit", on="limit")
def lift_limit(*, limit: LimitOnUse, on: date, by: Any, at: datetime) -> LimitOnUse:
    """Use the records as before."""
    limit.ended_on, limit.ended_by = on, by
    limit.save(update_fields=["ended_on", "ended_by"])
    tell(limit, limit.person, fields=("ended_on",))
    return limit


@action("rights.note", on="person", kind=Kind.COLLECTION)
def note_disagreement(
    *, person: Person, text: str, about: str, on: date, by: Any, at: datetime
) -> NoteOfDisagreement:
    """Keep what somebody says against a record beside it."""
    note = NoteOfDisagreement(person=person, text=text, about=about, on=on, by=by)
    note.save(force_insert=True)
    tell(note, person, fields=("text", "about"))
    return note
