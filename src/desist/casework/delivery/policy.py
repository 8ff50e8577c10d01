"""Who records sessions, who decides on an absence, who records what followed from a failure.

Whoever sees the person sees that a session was held. What was said in it is clinical text, and
its readers are settled by the classes of its fields.
"""

from __future__ import annotations

from django.db.models import Q

from desist.casework.access import Role, Rule, extend, register, through
from desist.casework.access.policy import NOTHING, always, both, rule_for
from desist.casework.delivery.models import (
    Absence,
    AbsenceRevision,
    ExerciseRecord,
    Failure,
    FailureRevision,
    GroupNote,
    GroupNoteRevision,
    Practice,
    PracticeRevision,
    SessionRecord,
    SessionRecordRevision,
    Taken,
    Verdict,
)
from desist.casework.groups.models import GroupSession, ProgrammeGroup
from desist.casework.people.models import Person
from desist.casework.people.policy import reaching
from desist.casework.planning.models import Appointment, Enrolment
from desist.casework.planning.policy.plan import STANDS

FAILURE_READERS = frozenset({Role.REFERRER, Role.MANAGER, Role.FACILITATOR, Role.ASSESSOR})
RECORDERS = frozenset({Role.FACILITATOR, Role.MANAGER, Role.PROGRAMME_ADMINISTRATOR})
"""Those who keep the register; only the first two write what was said."""

extend(
    Person,
    {
        "delivery.record": reaching(RECORDERS),
        "delivery.decide": reaching({Role.REFERRER}),
    },
)
extend(Enrolment, {"delivery.record": through("person", Person, "delivery.record")})
extend(
    Appointment,
    {"delivery.record": both(through("enrolment", Enrolment, "delivery.record"), STANDS)},
)
_RECORDS_HERE = Rule(
    may=lambda actor, _session: actor.standing.holds(*RECORDERS),
    rows=lambda actor: Q() if actor.standing.holds(*RECORDERS) else NOTHING,
    steady=always,
)
extend(
    GroupSession,
    {"delivery.keep_register": both(rule_for(GroupSession, "groups.hold"), _RECORDS_HERE)},
)
extend(
    ProgrammeGroup,
    {"delivery.keep_registers": both(rule_for(ProgrammeGroup, "see"), _RECORDS_HERE)},
)
_OF_THE_GROUP = through("session", GroupSession, "see")
register(
    GroupNote,
    rules={"see": _OF_THE_GROUP},
    key="session",
    clinical="note",
)
register(
    GroupNoteRevision,
    rules={"see": through("of", GroupNote, "see")},
    key="of number",
    staff="by at",
    clinical="content",
)
_SEE = through("enrolment", Enrolment, "see")
_RECORD = through("enrolment", Enrolment, "delivery.record")

register(
    SessionRecord,
    rules={
        "see": _SEE,
        "delivery.correct": _RECORD,
        "delivery.catch_up": both(
            _RECORD,
            Rule(
                may=lambda _actor, record: not record.attended,
                rows=lambda _actor: Q(attendance="absent"),
            ),
        ),
    },
    person="enrolment__person",
    key="enrolment appointment",
    course="number held_on attendance minutes recorded_by recorded_at",
    clinical="engagement note",
)
register(
    SessionRecordRevision,
    rules={"see": through("of", SessionRecord, "see")},
    person="of__enrolment__person",
    key="of number",
    staff="by at",
    clinical="content",
)
register(
    ExerciseRecord,
    rules={"see": through("session_record", SessionRecord, "see")},
    person="session_record__enrolment__person",
    key="session_record",
    course="exercise covered recorded_at",
    clinical="comment",
)
register(
    Practice,
    rules={"see": through("set_in", SessionRecord, "see")},
    person="set_in__enrolment__person",
    key="set_in reviewed_in",
    course="done",
    clinical="what",
)
register(
    PracticeRevision,
    rules={"see": through("of", Practice, "see")},
    person="of__set_in__enrolment__person",
    key="of number",
    staff="by at",
    clinical="content",
)


def _decided_on(verb: str) -> Rule:
    """What somebody may do to the person whom a session record is about."""
    inner = through("enrolment", Enrolment, verb)

    def rows(actor: object) -> Q:
        allowed = SessionRecord._base_manager.filter(inner.rows(actor))
        return Q(session_record__in=allowed.values("pk"))

    return Rule(may=lambda actor, row: inner.may(actor, row.session_record), rows=rows)


extend(Enrolment, {"delivery.decide": through("person", Person, "delivery.decide")})
_NOT_VOID = Rule(
    may=lambda _actor, row: row.verdict != Verdict.VOID,
    rows=lambda _actor: ~Q(verdict=Verdict.VOID),
)
register(
    Absence,
    rules={
        "see": through("session_record", SessionRecord, "see"),
        "delivery.decide_absence": both(_decided_on("delivery.decide"), _NOT_VOID),
    },
    person="session_record__enrolment__person",
    key="session_record",
    course="decide_by verdict decided_by decided_at",
    legal="excuse evidence",
)
register(
    AbsenceRevision,
    rules={"see": through("of", Absence, "see")},
    person="of__session_record__enrolment__person",
    key="of number",
    staff="by at",
    legal="content",
)
_NOT_VOIDED = Rule(
    may=lambda _actor, row: row.taken != Taken.VOID, rows=lambda _actor: ~Q(taken=Taken.VOID)
)
register(
    Failure,
    rules={
        "see": through("session_record", SessionRecord, "see"),
        "delivery.answer_failure": both(_decided_on("delivery.decide"), _NOT_VOIDED),
    },
    person="session_record__enrolment__person",
    key="session_record sentence",
    course="outcome due_on taken taken_on taken_by",
    legal="choices decision words",
)
register(
    FailureRevision,
    rules={"see": through("of", Failure, "see")},
    person="of__session_record__enrolment__person",
    key="of number",
    staff="by at",
    legal="content",
)
