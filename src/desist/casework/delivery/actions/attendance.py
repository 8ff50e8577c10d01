"""Attendance: what follows from it by itself, an absence to decide on or a failure to answer.

Each is opened, and made void again, as the record, or the decision on the absence, says. Nothing is
taken away: what was decided stays in the revisions.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.utils import timezone

from desist.casework.access import Role
from desist.casework.audit.door import bookkeeping
from desist.casework.delivery.models import (
    Absence,
    Attendance,
    Failure,
    SessionRecord,
    Taken,
    Verdict,
)
from desist.casework.delivery.queries.enforcement import attendance_rule_on, judge
from desist.casework.people.queries import nation_on
from desist.casework.records.editable import amend, insert
from desist.casework.rules.queries import the_catalogue
from desist.casework.tasks.actions import finish_tasks, raise_task
from desist.casework.tasks.working_day import add_working_days
from desist.catalogue.words import words_of

USUAL_NATION = "england"
"""Whose bank holidays count where no sentence says."""


@bookkeeping("part of recording a session, which tells")
def follow(*, record: SessionRecord, by: Any, at: datetime) -> None:
    """Bring absence and failure in step with what the record says."""
    if record.attendance == Attendance.ABSENT:
        absence = _absence(record, by=by, at=at)
        follow_verdict(absence=absence, by=by, at=at)
        return
    _void_absence(record, by=by, at=at)
    if record.attendance == Attendance.FAILED:
        _open_failure(record, by=by, at=at)
    else:
        _void_failure(record, by=by, at=at)


@bookkeeping("part of deciding on an absence, which tells")
def follow_verdict(*, absence: Absence, by: Any, at: datetime) -> None:
    """An unacceptable absence is a failure; an acceptable one, or an open one, is not."""
    record = absence.session_record
    if absence.verdict == Verdict.UNACCEPTABLE:
        _open_failure(record, by=by, at=at)
    else:
        _void_failure(record, by=by, at=at)


def _absence(record: SessionRecord, *, by: Any, at: datetime) -> Absence:
    held = Absence.objects.filter(session_record=record).first()
    if held is not None and held.verdict != Verdict.VOID:
        return held
    person, today = record.enrolment.person, timezone.localdate(at)
    days = attendance_rule_on(today).decide_within.working_days
    decide_by = add_working_days(today, days, nation_on(person, today) or USUAL_NATION)
    if held is None:
        held = Absence(session_record=record, decide_by=decide_by)
        insert(held, by=by, at=at)
    else:
        values = {"verdict": Verdict.AWAITING, "decide_by": decide_by}
        amend(held, read_version=held.version, values=values, by=by, at=at)
    task = {"kind": "decide_absence", "about": held, "role": Role.REFERRER}
    raise_task(person=person, **task, due_on=decide_by, by=by, at=at)
    return held


def _void_absence(record: SessionRecord, *, by: Any, at: datetime) -> None:
    held = Absence.objects.filter(session_record=record).exclude(verdict=Verdict.VOID).first()
    if held is None:
        return
    amend(held, read_version=held.version, values={"verdict": Verdict.VOID}, by=by, at=at)
    person = record.enrolment.person
    finish_tasks(person=person, kind="decide_absence", about=held, by=by, at=at)


def _open_failure(record: SessionRecord, *, by: Any, at: datetime) -> None:
    held = Failure.objects.filter(session_record=record).first()
    if held is not None and held.taken != Taken.VOID:
        return
    judged, sentence = judge(record)
    person, today = record.enrolment.person, timezone.localdate(at)
    nation = nation_on(person, record.held_on) or USUAL_NATION
    limit = judged.working_days
    due_on = add_working_days(today, limit, nation) if limit else None
    written = judged.decision.as_record(words_of(the_catalogue()).reason)
    values = {
        "outcome": judged.decision.outcome,
        "choices": list(judged.choices),
        "decision": json.dumps(written, ensure_ascii=False),
        "sentence": sentence,
        "due_on": due_on,
        "taken": Taken.OPEN,
    }
    if held is None:
        held = Failure(session_record=record, **values)
        insert(held, by=by, at=at)
    else:
        amend(held, read_version=held.version, values=values, by=by, at=at)
    task = {"kind": "answer_failure", "about": held, "role": Role.REFERRER}
    raise_task(person=person, **task, due_on=due_on or today, by=by, at=at)


def _void_failure(record: SessionRecord, *, by: Any, at: datetime) -> None:
    held = Failure.objects.filter(session_record=record).exclude(taken=Taken.VOID).first()
    if held is None:
        return
    amend(held, read_version=held.version, values={"taken": Taken.VOID}, by=by, at=at)
    person = record.enrolment.person
    finish_tasks(person=person, kind="answer_failure", about=held, by=by, at=at)
