"""Who works with partners and family, and who reads what staff say of their own day."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from desist.casework.access import Role, Rule, at_large, extend, register, through
from desist.casework.access.policy import NOTHING, Actor, both, either
from desist.casework.access.role import CASE_ROLES
from desist.casework.partners.models import (
    Debrief,
    DebriefAnswer,
    FamilyConsent,
    FamilyContact,
    FamilyMember,
    FamilyMemberRevision,
    SafetyCheck,
)
from desist.casework.people.models import Person
from desist.casework.people.policy import reaching

WORKERS = frozenset({Role.MANAGER, Role.FACILITATOR})

extend(
    Person,
    {
        "partners.know": reaching(CASE_ROLES),
        "partners.begin": reaching(WORKERS),
        "partners.manage": reaching({Role.MANAGER}),
    },
)


def _mine(actor: Actor) -> Q:
    me = actor.standing.user_id
    return NOTHING if me is None else Q(worker=me)


_WORKER = Rule(
    may=lambda actor, row: row.worker_id == actor.standing.user_id,
    rows=_mine,
)
THEIRS = either(
    both(through("person", Person, "partners.begin"), _WORKER),
    through("person", Person, "partners.manage"),
)
"""The worker of that very record, and the managers of the place."""
register(
    FamilyMember,
    rules={
        "see": THEIRS,
        "partners.check": THEIRS,
        "partners.consent": THEIRS,
        "partners.contact": THEIRS,
        "partners.end": THEIRS,
        "partners.give_copy": THEIRS,
    },
    person="person",
    key="person",
    course="worker begun_on ended_on",
    clinical="full_name relation reach_by",
)
_SEEN_WITH_MEMBER = {"see": through("member", FamilyMember, "see")}
register(
    FamilyMemberRevision,
    rules={"see": through("of", FamilyMember, "see")},
    person="of__person",
    key="of number",
    staff="by at",
    clinical="content",
)
for _model, _fields in (
    (SafetyCheck, "checked_on alone abuse result words review_on"),
    (FamilyConsent, "given on words"),
    (FamilyContact, "on kind minutes needs words"),
):
    register(
        _model,
        rules=_SEEN_WITH_MEMBER,
        person="member__person",
        key="member",
        course="recorded_by recorded_at",
        clinical=_fields,
    )


def _between(actor: Actor) -> Q:
    me = actor.standing.user_id
    return NOTHING if me is None else Q(author=me) | Q(supervisor=me)


def _is_between(actor: Actor, row: Any) -> bool:
    me = actor.standing.user_id
    return me is not None and me in (row.author_id, row.supervisor_id)


BETWEEN_THEM = Rule(may=_is_between, rows=_between)
"""The author and the supervisor whom they chose: no manager, no administrator."""
at_large("partners.debrief", lambda actor: actor.standing.holds(*CASE_ROLES))
register(
    Debrief,
    rules={"see": BETWEEN_THEM, "partners.answer_debrief": BETWEEN_THEM},
    staff="author supervisor kind on wants_to_talk at",
    health="words",
)
register(
    DebriefAnswer,
    rules={"see": through("debrief", Debrief, "see")},
    key="debrief",
    staff="by at",
    health="words",
)
