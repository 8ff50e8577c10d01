"""Who refers, sees, changes and withdraws: the practitioner and the treatment manager."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from desist.casework.access import Role, Rule, extend, register, through
from desist.casework.access.policy import Actor, both
from desist.casework.access.role import CASE_ROLES
from desist.casework.people.models import Person
from desist.casework.people.policy import reaching
from desist.casework.referrals.models import ENDED, Referral, ReferralRevision, StatusChange


def _is_open(_actor: Actor, referral: Any) -> bool:
    return referral.is_open


OPEN = Rule(may=_is_open, rows=lambda _actor: ~Q(status__in=ENDED))

extend(
    Person,
    {
        "referrals.refer": reaching({Role.REFERRER, Role.MANAGER}),
        "referrals.move": reaching(CASE_ROLES - {Role.PROGRAMME_ADMINISTRATOR}),
    },
)
register(
    Referral,
    rules={
        "see": through("person", Person, "see"),
        "referrals.change": both(through("person", Person, "referrals.refer"), OPEN),
        "referrals.move": through("person", Person, "referrals.move"),
    },
    person="person",
    key="person",
    course="programme programme_version referred_on referred_by status status_since",
    legal="setting source nation context",
)
register(
    ReferralRevision,
    rules={"see": through("of", Referral, "see")},
    person="of__person",
    key="of number",
    staff="by at",
    legal="content",
)
register(
    StatusChange,
    rules={"see": through("referral", Referral, "see")},
    person="referral__person",
    key="referral",
    course="from_status to_status effective_on",
    staff="by at",
    legal="reason note",
)
