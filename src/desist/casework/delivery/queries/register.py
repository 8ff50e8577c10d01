"""The register of a group's session: a row a member, with what is recorded of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from desist.casework.access import rows
from desist.casework.access.policy import Actor
from desist.casework.delivery.models import GroupNote, SessionRecord
from desist.casework.groups.models import GroupSession
from desist.casework.groups.queries.part import is_open, parts_of
from desist.casework.planning.models import Appointment

MOST = 10


@dataclass(frozen=True, kw_only=True)
class Row:
    """One member's part, and its record where there is one."""

    part: Appointment
    record: SessionRecord | None

    @property
    def version(self) -> int:
        """The version of the record; 0 where there is none."""
        return self.record.version if self.record else 0


@dataclass(frozen=True, kw_only=True)
class Register:
    """The rows that somebody may record, how many others come, and the note on the session."""

    rows: Sequence[Row]
    others: int
    note: GroupNote | None
    covered: Mapping[str, str]
    """How far each exercise was done, as last said of any of these members."""


def register_of(actor: Actor, session: GroupSession) -> Register:
    """The register of a session."""
    parts = parts_of(actor, session, "delivery.record")
    records = records_of([each.pk for each in parts.seen])
    return Register(
        rows=[Row(part=each, record=records.get(each.pk)) for each in parts.seen],
        others=parts.others,
        note=rows(actor, GroupNote).filter(session=session).first(),
        covered=_covered(list(records.values())),
    )


def records_of(appointments: Sequence[int]) -> dict[int, SessionRecord]:
    """The records of these appointments, by the number of the appointment."""
    held = SessionRecord.objects.filter(appointment__in=appointments)
    related = held.select_related("enrolment__person", "recorded_by")
    return {each.appointment_id: each for each in related.prefetch_related("exercises")}


def _covered(records: Sequence[SessionRecord]) -> dict[str, str]:
    said = [one for record in records for one in record.exercises.all()]
    return {each.exercise: each.covered for each in sorted(said, key=lambda each: each.pk)}


def unrecorded_for(actor: Actor, *, until: date) -> QuerySet[GroupSession]:
    """The first sessions of groups that somebody led until a day and of which a row is missing."""
    me = actor.standing.user_id
    led = Q(facilitator=me) | Q(co_facilitator=me)
    held = rows(actor, GroupSession, "delivery.keep_register").filter(led, day__lte=until)
    waiting = held.filter(is_open())
    related = waiting.select_related("group", "room__place")
    return related.order_by("day", "starts", "pk")[: MOST + 1]
