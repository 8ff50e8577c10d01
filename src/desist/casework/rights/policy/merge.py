"""Who merges two records: a manager who reaches both; nobody learns of one out of reach."""

from django.db.models import Q

from desist.casework.access import Role, Rule, extend, register, through
from desist.casework.access.policy import both
from desist.casework.people.models import Person
from desist.casework.people.policy import reaching
from desist.casework.rights.models import Merge, MovedRow

STANDS = Rule(
    may=lambda _actor, merge: merge.undone_at is None,
    rows=lambda _actor: Q(undone_at=None),
)

extend(Person, {"rights.merge": reaching({Role.MANAGER})})
register(
    Merge,
    rules={
        "see": through("survivor", Person, "rights.merge"),
        "rights.unmerge": both(through("survivor", Person, "rights.merge"), STANDS),
    },
    person="survivor",
    key="survivor merged",
    identity="because undone_because",
    staff="by at undone_by undone_at",
)
register(
    MovedRow,
    rules={"see": through("merge", Merge, "see")},
    person="merge__survivor",
    key="merge row",
    staff="column before",
)
