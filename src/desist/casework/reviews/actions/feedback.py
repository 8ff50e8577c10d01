"""Recording what a participant says of a module, and a complaint with its answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from desist.casework.access import may
from desist.casework.audit.door import action, tell
from desist.casework.audit.event_format import Kind
from desist.casework.people.models import Person
from desist.casework.people.queries import nation_on
from desist.casework.planning.models import Enrolment
from desist.casework.records.editable import amend, insert
from desist.casework.reviews.actions.review import USUAL_NATION
from desist.casework.reviews.models import Complaint, ModuleFeedback
from desist.casework.reviews.queries.feedback import complaint_rule_on
from desist.casework.tasks.actions import finish_tasks, raise_task
from desist.casework.tasks.working_day import add_working_days


class NotTheirs(ValueError):
    """Whoever is to answer is complained about, or does not reach this person."""


@action("reviews.feed_back", on="enrolment", kind=Kind.COLLECTION, told=_("Feedback recorded"))
def record_feedback(
    *, enrolment: Enrolment, values: Mapping[str, Any], by: Any, at: datetime
) -> ModuleFeedback:
    """What they say of a module, in their words. Said again, both stay."""
    row = ModuleFeedback(enrolment=enrolment, recorded_by=by, recorded_at=at, **values)
    row.save(force_insert=True)
    tell(row, enrolment.person, fields=tuple(values))
    return row


@action("reviews.complain", on="person", kind=Kind.COLLECTION, told=_("Complaint recorded"))
def record_complaint(
    *, person: Person, values: Mapping[str, Any], by: Any, at: datetime
) -> Complaint:
    """What they complain of, in their words, and who is to answer. Days count from its receipt.

    Raises:
        NotTheirs: whoever is to answer may not, being complained about or out of reach.
    """
    received_on = values["received_on"]
    days = complaint_rule_on(timezone.localdate(at)).answer_within.working_days
    nation = nation_on(person, received_on) or USUAL_NATION
    answer_by = add_working_days(received_on, days, nation)
    complaint = Complaint(person=person, recorded_by=by, answer_by=answer_by, **values)
    if not may(complaint.answerer, "reviews.answer", complaint):
        raise NotTheirs
    insert(complaint, by=by, at=at)
    tell(complaint, person, fields=tuple(values))
    task = {"kind": "answer_complaint", "about": complaint, "user": complaint.answerer}
    raise_task(person=person, **task, due_on=answer_by, by=by, at=at)
    return complaint


@action("reviews.answer", on="complaint", told=_("Complaint answered"))
def answer_complaint(
    *,
    complaint: Complaint,
    read_version: int,
    values: Mapping[str, Any],
    by: Any,
    at: datetime,
) -> Complaint:
    """What was found, what they are told, and what will be different; said again, both stay.

    Raises:
        StaleVersion: somebody else answered in between.
    """
    said = {**values, "answered_by": by}
    changed = amend(complaint, read_version=read_version, values=said, by=by, at=at)
    finish_tasks(person=complaint.person, kind="answer_complaint", about=complaint, by=by, at=at)
    tell(complaint, complaint.person, fields=changed)
    return complaint
