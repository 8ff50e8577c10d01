"""Carrying a referral forward, as a consequence of other work: booking, a first session, an end."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from desist.casework.access import may
from desist.casework.access.policy import Actor, System
from desist.casework.audit.door import bookkeeping
from desist.casework.referrals.actions.move import move_referral
from desist.casework.referrals.flow import flow_on, roles_of
from desist.casework.referrals.models import Referral


@bookkeeping("moves a referral, which tells")
def carry_forward(
    *, referral: Referral, to: str, system: System, by: Any, at: datetime
) -> Referral:
    """Move it on, whoever's work brought that about.

    In their name where the step is theirs to take, which what they did need not be: a facilitator
    books, an administrator keeps the register. Else in the name of a part of the system.
    """
    return move_referral(
        referral=referral,
        read_version=referral.version,
        to=to,
        reason="",
        effective_on=max(timezone.localdate(at), referral.status_since),
        note="",
        by=by if _may_take(by, referral, to) else system,
        at=at,
    )


def _may_take(by: Actor, referral: Referral, to: str) -> bool:
    """Whether the step is theirs to take."""
    way = flow_on(timezone.localdate()).way(referral.status, to)
    roles = roles_of(by, referral)
    mine = roles is None or (way is not None and bool(roles & set(way.roles)))
    return mine and may(by, "referrals.move", referral)
