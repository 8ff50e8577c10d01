"""Who holds a record for the law, keeps it longer, or ends it: a manager who reaches the person."""

from __future__ import annotations

from django.db.models import Q

from desist.casework.access import Role, Rule, extend, register, through
from desist.casework.access.policy import NOTHING, Actor, both
from desist.casework.people.models import Person
from desist.casework.people.policy import reaching
from desist.casework.rights.models import Ending, LegalHold, RetentionReview

MANAGE = reaching({Role.MANAGER})
MANAGED = through("person", Person, "rights.hold")
STANDS = Rule(may=lambda _actor, row: row.ended_on is None, rows=lambda _actor: Q(ended_on=None))
WAITS = Rule(may=lambda _actor, row: row.decided_at is None, rows=lambda _actor: Q(decided_at=None))


def _is_free(_actor: Actor, person: Person) -> bool:
    return not LegalHold.objects.filter(person=person.pk, ended_on=None).exists()


def _free(_actor: Actor) -> Q:
    return ~Q(pk__in=LegalHold.objects.filter(ended_on=None).values("person"))


NOT_HELD = Rule(may=_is_free, rows=_free)

extend(
    Person,
    {
        "rights.hold": MANAGE,
        "rights.end": both(MANAGE, NOT_HELD),
        "rights.find_due": Rule(may=lambda _actor, _row: False, rows=lambda _actor: NOTHING),
    },
)
register(
    LegalHold,
    rules={"see": MANAGED, "rights.release": both(MANAGED, STANDS)},
    person="person",
    key="person",
    legal="because",
    course="begins_on ended_on",
    staff="by ended_by",
)
register(
    RetentionReview,
    rules={"see": MANAGED, "rights.keep": both(MANAGED, WAITS)},
    person="person",
    key="person",
    course="rule rule_version period due_on kept_until",
    legal="because",
    staff="found_at decided_by decided_at",
)
register(
    Ending,
    rules={
        "see": Rule(
            may=lambda actor, _row: actor.standing.holds(Role.AUDITOR),
            rows=lambda actor: Q() if actor.standing.holds(Role.AUDITOR) else NOTHING,
        )
    },
    key="subject",
    staff="how because rule rule_version removed decided_by decided_at",
)
