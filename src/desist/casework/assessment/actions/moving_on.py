"""Moving a referral on after a decision, where it waits for one."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from desist.casework.assessment.queries.ruling import ruling_rule
from desist.casework.audit.door import bookkeeping
from desist.casework.referrals.actions import move_referral
from desist.casework.referrals.models import Referral
from desist.programme.ruling_rule import RuledOutcome


@bookkeeping("only looks whether the referral waits for a decision; the move is an action")
def move_on(
    *, referral: Referral, to: RuledOutcome, reason: str, on: date, by: Any, at: datetime
) -> None:
    """Move a referral that waits for a decision; one that is past it stays where it is.

    Raises:
        NotMoved: the flow of referrals does not allow it.
    """
    waits = referral.status in ruling_rule(on=on).moves_from
    if not waits or referral.status == to.status:
        return
    move_referral(
        referral=referral,
        read_version=referral.version,
        to=to.status,
        reason=reason,
        effective_on=on,
        note="",
        by=by,
        at=at,
    )
