"""Who ends somebody's part in a programme, who writes its report, who countersigns it."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from desist.casework.access import Role, Rule, extend, register, through
from desist.casework.access.policy import NOTHING, Actor, both
from desist.casework.outcomes.models import (
    Ending,
    EndingRevision,
    FinalReport,
    FinalReportRevision,
    ReportIssue,
    ReportState,
)
from desist.casework.people.models import Person
from desist.casework.people.policy import reaching
from desist.casework.planning.models import Enrolment

WRITERS = frozenset({Role.FACILITATOR, Role.MANAGER})
READERS = frozenset({Role.REFERRER, Role.ASSESSOR, Role.MANAGER, Role.FACILITATOR})
"""Those who may read a report; those who keep registers may not."""

extend(
    Person,
    {
        "outcomes.write": reaching(WRITERS),
        "outcomes.read": reaching(READERS),
        "outcomes.decide": reaching({Role.MANAGER}),
    },
)
extend(
    Enrolment,
    {
        "outcomes.end": through("person", Person, "outcomes.write"),
        "outcomes.begin_report": through("person", Person, "outcomes.write"),
        "outcomes.read": through("person", Person, "outcomes.read"),
        "outcomes.decide": through("person", Person, "outcomes.decide"),
    },
)
register(
    Ending,
    rules={
        "see": through("enrolment", Enrolment, "see"),
        "outcomes.correct_ending": through("enrolment", Enrolment, "outcomes.end"),
    },
    person="enrolment__person",
    key="enrolment",
    course="code ended_on outcome recorded_by",
    clinical="decision words",
)
register(
    EndingRevision,
    rules={"see": through("of", Ending, "see")},
    person="of__enrolment__person",
    key="of number",
    staff="by at",
    clinical="content",
)


def _in(*states: str) -> Rule:
    return Rule(
        may=lambda _actor, report: report.state in states,
        rows=lambda _actor: Q(state__in=states),
    )


def _is_author(actor: Actor, report: Any) -> bool:
    return report.author_id == actor.standing.user_id


def _mine(actor: Actor) -> Q:
    me = actor.standing.user_id
    return NOTHING if me is None else Q(author=me)


def _not_mine(actor: Actor) -> Q:
    me = actor.standing.user_id
    return NOTHING if me is None else ~Q(author=me)


AUTHOR = Rule(may=_is_author, rows=_mine)
ANOTHER = Rule(
    may=lambda actor, report: actor.standing.user_id is not None and not _is_author(actor, report),
    rows=_not_mine,
)
_WRITE = through("enrolment", Enrolment, "outcomes.begin_report")
_DRAFT = both(_WRITE, _in(ReportState.DRAFT))

register(
    FinalReport,
    rules={
        "see": through("enrolment", Enrolment, "outcomes.read"),
        "outcomes.edit_report": _DRAFT,
        "outcomes.sign_report": both(_DRAFT, AUTHOR),
        "outcomes.countersign_report": both(
            both(through("enrolment", Enrolment, "outcomes.decide"), _in(ReportState.SIGNED)),
            ANOTHER,
        ),
        "outcomes.return_report": both(
            through("enrolment", Enrolment, "outcomes.decide"), _in(ReportState.SIGNED)
        ),
        "outcomes.issue_report": both(_WRITE, _in(ReportState.COUNTERSIGNED)),
    },
    person="enrolment__person",
    key="enrolment number",
    course="state assembled_on author signed_at countersigned_by countersigned_at",
    legal="facts summary progress recommendations",
)
register(
    FinalReportRevision,
    rules={"see": through("of", FinalReport, "see")},
    person="of__enrolment__person",
    key="of number",
    staff="by at",
    legal="content",
)


def _issued(actor: Actor) -> Q:
    allowed = FinalReport._base_manager.filter(_SEE_REPORT.rows(actor))
    return Q(report__in=allowed.values("pk"))


_SEE_REPORT = through("enrolment", Enrolment, "outcomes.read")
register(
    ReportIssue,
    rules={
        "see": Rule(may=lambda actor, row: _SEE_REPORT.may(actor, row.report), rows=_issued),
    },
    person="report__enrolment__person",
    key="report",
    course="recipient issued_by issued_at",
    legal="whom why",
)
