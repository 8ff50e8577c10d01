"""Who takes a request, and who answers it: a manager, never whoever decided what it is about."""

from __future__ import annotations

from django.db.models import Q

from desist.casework.access import Role, Rule, extend, register, through
from desist.casework.access.policy import both
from desist.casework.people.models import Person
from desist.casework.people.policy import reaching
from desist.casework.rights.models import (
    Copy,
    LeftOut,
    LimitOnUse,
    NoteOfDisagreement,
    RightsRequest,
    RightsRequestRevision,
    State,
)

TAKERS = frozenset({Role.REFERRER, Role.ASSESSOR, Role.MANAGER, Role.FACILITATOR})

extend(
    Person,
    {
        "rights.of": reaching(TAKERS, emergency=True),
        "rights.ask": reaching(TAKERS),
        "rights.manage": reaching({Role.MANAGER}),
        "rights.limit": reaching({Role.MANAGER}),
        "rights.note": reaching(TAKERS),
    },
)
OPEN = Rule(may=lambda _actor, row: row.is_open, rows=lambda _actor: Q(state=State.OPEN))
ANOTHER = Rule(
    may=lambda actor, row: row.not_for_id != actor.standing.user_id or row.not_for_id is None,
    rows=lambda actor: ~Q(not_for=actor.standing.user_id) | Q(not_for=None),
)
COPY = Rule(may=lambda _actor, row: row.kind == "access", rows=lambda _actor: Q(kind="access"))
STANDS = Rule(may=lambda _actor, row: row.ended_on is None, rows=lambda _actor: Q(ended_on=None))
MANAGED = through("person", Person, "rights.manage")
SEEN = through("person", Person, "rights.of")

register(
    RightsRequest,
    rules={
        "see": SEEN,
        "rights.answer": both(both(MANAGED, OPEN), ANOTHER),
        "rights.give_copy": both(MANAGED, COPY),
    },
    person="person",
    key="person about",
    course="kind rule_version received_on answer_by state outcome answered_on",
    legal="asked_for reasons",
    staff="received_by not_for answered_by",
)
register(
    RightsRequestRevision,
    rules={"see": through("of", RightsRequest, "see")},
    person="of__person",
    key="of number",
    legal="content",
    staff="by at",
)
register(
    Copy,
    rules={"see": through("request", RightsRequest, "see")},
    person="request__person",
    key="request",
    course="recipient form records",
    staff="by at sha256",
)
register(
    LeftOut,
    rules={"see": through("copy", Copy, "see")},
    person="copy__request__person",
    key="copy row",
    legal="because",
)
register(
    LimitOnUse,
    rules={"see": SEEN, "rights.lift_limit": both(MANAGED, STANDS)},
    person="person",
    key="person",
    course="ground begins_on ended_on",
    staff="by ended_by",
)
register(
    NoteOfDisagreement,
    rules={"see": SEEN},
    person="person",
    key="person about",
    legal="text",
    course="on",
    staff="by",
)
