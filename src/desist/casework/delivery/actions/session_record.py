"""Recording what happened in a session, and correcting it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from desist.casework.audit.door import action, tell
from desist.casework.audit.event_format import Kind
from desist.casework.delivery.actions.attendance import follow
from desist.casework.delivery.actions.onward import go_onward
from desist.casework.delivery.models import (
    Attendance,
    ExerciseRecord,
    Practice,
    SessionRecord,
)
from desist.casework.delivery.sequel import sequels
from desist.casework.planning.actions.appointment import mark_held
from desist.casework.planning.models import Appointment
from desist.casework.records.editable import StaleVersion, amend, insert, values_of


class RecordedAlready(ValueError):
    """Somebody else recorded this session first; theirs is to be corrected, not doubled."""


@dataclass(frozen=True, kw_only=True)
class Happened:
    """What happened in a session: the record's own fields, exercises, and practice.

    ``exercises`` are (exercise id, covered, comment); ``practice`` what is set for next time;
    ``reviewed`` (practice, done) for what was set before. What somebody may not write is left out.
    """

    values: Mapping[str, Any]
    exercises: Sequence[tuple[str, str, str]] = ()
    practice: str = ""
    reviewed: Sequence[tuple[Practice, str]] = ()


@action("delivery.record", on="appointment", kind=Kind.COLLECTION, told=_("Session recorded"))
def record_session(
    *, appointment: Appointment, happened: Happened, by: Any, at: datetime
) -> SessionRecord:
    """Record a session as it was held, whoever came.

    Raises:
        RecordedAlready: there is a record of it.
        StaleVersion: somebody else moved or cancelled it in between.
    """
    _check_unrecorded(appointment)
    record = SessionRecord(
        enrolment=appointment.enrolment,
        appointment=appointment,
        number=appointment.number,
        held_on=appointment.day,
    )
    if appointment.is_upcoming:
        try:
            mark_held(appointment=appointment, read_version=appointment.version, by=by, at=at)
        except StaleVersion:
            _check_unrecorded(appointment)  # whoever was faster may have recorded it
            raise
    return _write(record, happened, by=by, at=at)


@action("delivery.correct", on="record", told=_("Session record corrected"))
def correct_session(
    *, record: SessionRecord, read_version: int, happened: Happened, by: Any, at: datetime
) -> SessionRecord:
    """Say it better: the earlier state stays, and what followed from it is brought in step.

    Raises:
        StaleVersion: somebody else saved in between.
    """
    values = _present(happened.values)
    changed = amend(record, read_version=read_version, values=values, by=by, at=at)
    _add(record, happened, by=by, at=at)
    if "attendance" in changed:
        follow(record=record, by=by, at=at)
    tell(record, record.enrolment, record.enrolment.person, fields=changed)
    _go_on(record, by=by, at=at)
    return record


def _check_unrecorded(appointment: Appointment) -> None:
    if SessionRecord.objects.filter(appointment=appointment).exists():
        raise RecordedAlready(appointment.reference)


def _write(record: SessionRecord, happened: Happened, *, by: Any, at: datetime) -> SessionRecord:
    for name, value in _present(happened.values).items():
        setattr(record, name, value)
    record.recorded_by, record.recorded_at = by, at
    try:
        insert(record, by=by, at=at)
    except IntegrityError as error:
        raise RecordedAlready(record.reference) from error
    _add(record, happened, by=by, at=at)
    follow(record=record, by=by, at=at)
    tell(record, record.enrolment, record.enrolment.person, fields=tuple(values_of(record)))
    _go_on(record, by=by, at=at)
    return record


def _go_on(record: SessionRecord, *, by: Any, at: datetime) -> None:
    go_onward(record=record, by=by, at=at)
    for sequel in sequels():
        sequel(record=record, by=by, at=at)


def _present(values: Mapping[str, Any]) -> dict[str, Any]:
    """Nobody who was absent was there for minutes, or took part."""
    held = dict(values)
    if held.get("attendance") == Attendance.ABSENT:
        held["minutes"] = 0
        if "engagement" in held:
            held["engagement"] = ""
    return held


def _add(record: SessionRecord, happened: Happened, *, by: Any, at: datetime) -> None:
    for exercise, covered, comment in happened.exercises:
        row = ExerciseRecord(session_record=record, exercise=exercise, covered=covered)
        row.comment, row.recorded_at = comment, at
        row.save(force_insert=True)
    if happened.practice:
        insert(Practice(set_in=record, what=happened.practice), by=by, at=at)
    for practice, done in happened.reviewed:
        values = {"done": done, "reviewed_in": record}
        amend(practice, read_version=practice.version, values=values, by=by, at=at)
