"""Keeping the register of a group's session: what happened, member by member, saved at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desist.casework.audit.door import action, tell
from desist.casework.audit.event_format import Kind
from desist.casework.delivery.actions.session_record import (
    Happened,
    correct_session,
    record_session,
)
from desist.casework.delivery.models import GroupNote, SessionRecord
from desist.casework.groups.actions.session import mark_meeting_held
from desist.casework.groups.models import GroupSession
from desist.casework.planning.models import Appointment
from desist.casework.records.editable import amend, insert


@dataclass(frozen=True, kw_only=True)
class Mark:
    """What one member's row says; ``read_version`` is 0 where nothing was recorded to read."""

    appointment: Appointment
    read_version: int
    happened: Happened


@dataclass(frozen=True, kw_only=True)
class NoteTyped:
    """The note on the session as typed, on the version that was read; 0 where there was none."""

    text: str
    read_version: int


class RegisterOvertaken(Exception):
    """Somebody else recorded some of the same rows meanwhile; nothing was saved.

    ``records`` are those as they stand now, by the number of their appointment; ``note`` is the
    the note on the session, where that was overtaken too.
    """

    def __init__(self, records: dict[int, SessionRecord], note: GroupNote | None) -> None:
        super().__init__(f"{len(records)} rows were recorded by somebody else")
        self.records, self.note = records, note


@action("delivery.keep_register", on="session", kind=Kind.COLLECTION)
def keep_register(
    *,
    session: GroupSession,
    marks: Sequence[Mark],
    note: NoteTyped | None,
    by: Any,
    at: datetime,
) -> GroupSession:
    """Record or correct these members' rows, and the note about the session as a whole.

    A row is left out where nothing was said or changed in it, so that two people may each fill in
    some of the rows.

    Raises:
        RegisterOvertaken: somebody else said something else of one of them; nothing was saved.
    """
    held = GroupSession.objects.select_for_update().get(pk=session.pk)
    _check(session, marks, note)
    for mark in marks:
        given = {"happened": mark.happened, "by": by, "at": at}
        if mark.read_version:
            record = SessionRecord.objects.get(appointment=mark.appointment)
            correct_session(record=record, read_version=mark.read_version, **given)
        else:
            record_session(appointment=mark.appointment, **given)
    if note is not None:
        _write(session, note, by=by, at=at)
    if marks and held.is_upcoming:
        mark_meeting_held(session=held, read_version=held.version, by=by, at=at)
    tell(session, session.group, fields=("note",) if note is not None else ())
    return session


def _check(session: GroupSession, marks: Sequence[Mark], note: NoteTyped | None) -> None:
    """Let through what nobody overtook.

    Raises:
        RegisterOvertaken: somebody did.
    """
    asked = {each.appointment.pk: each.read_version for each in marks}
    held = SessionRecord.objects.filter(appointment__in=asked)
    related = held.select_related("enrolment__person", "recorded_by")
    overtaken = {e.appointment_id: e for e in related if e.version != asked[e.appointment_id]}
    stored = GroupNote.objects.filter(session=session).first()
    is_stale = note is not None and (stored.version if stored else 0) != note.read_version
    if overtaken or is_stale:
        raise RegisterOvertaken(overtaken, stored if is_stale else None)


def _write(session: GroupSession, note: NoteTyped, *, by: Any, at: datetime) -> None:
    stored = GroupNote.objects.filter(session=session).first()
    if stored is None:
        insert(GroupNote(session=session, note=note.text), by=by, at=at)
    else:
        amend(stored, read_version=note.read_version, values={"note": note.text}, by=by, at=at)
