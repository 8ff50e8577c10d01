"""Who refers, sees, changes and withdraws: the practitioner and the treatment manager."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from desist.casework.access import Role, Rule, extend, register, through
from desist.casework.access.policy import Actor, both
from desist.casework.people.models import Person
from desist.casework.people.policy import reaching
from desist.casework.referrals.models import Referral, ReferralRevision, State


def _is_open(_actor: Actor, referral: Any) -> bool:
    return referral.is_open


OPEN = Rule(may=_is_open, rows=lambda _actor: Q(state=State.REFERRED))

extend(Person, {"referrals.refer": reaching({Role.REFERRER, Role.MANAGER})})
register(
    Referral,
    rules={
        "see": through("person", Person, "see"),
        "referrals.change": both(through("person", Person, "referrals.refer"), OPEN),
        "referrals.withdraw": both(through("person", Person, "referrals.refer"), OPEN),
    },
    person="person",
    key="person",
    course="programme referred_on referred_by state",
    legal="setting context withdrawn_because",
)
register(
    ReferralRevision,
    rules={"see": through("of", Referral, "see")},
    person="of__person",
    key="of number",
    staff="by at",
    legal="content",
)
