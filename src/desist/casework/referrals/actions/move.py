"""Moving a referral from status to status, from a day on and for a coded reason."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from desist.casework.audit.door import action, tell
from desist.casework.records.editable import StaleVersion, amend
from desist.casework.referrals.actions.step import keep_step
from desist.casework.referrals.flow import flow_on, roles_of, standing_of
from desist.casework.referrals.guard import unmet
from desist.casework.referrals.models import Referral
from desist.programme.decision import Decision
from desist.programme.referral_move import ALLOWED, Move, judge_move


class NotMoved(ValueError):
    """A referral cannot go there: ``decision`` says why, ``reasons`` are its codes."""

    def __init__(self, decision: Decision) -> None:
        self.decision = decision
        self.reasons = tuple(each.code.rpartition(".")[2] for each in decision.reasons)
        super().__init__(", ".join(self.reasons))


@action("referrals.move", on="referral", told=_("Referral moved on"))
def move_referral(
    *,
    referral: Referral,
    read_version: int,
    to: str,
    reason: str,
    effective_on: date,
    note: str,
    by: Any,
    at: datetime,
) -> Referral:
    """From one status to another, from a day on, for a coded reason.

    Raises:
        NotMoved: the flow does not allow it; the decision says why.
        StaleVersion: somebody else moved or corrected it in between.
    """
    _hold(referral, read_version)
    today = timezone.localdate(at)
    decision = judge_move(
        standing_of(referral),
        Move(
            to=to,
            reason=reason,
            effective_on=effective_on,
            today=today,
            roles=roles_of(by, referral),
            unmet=unmet(referral, _guards(referral, to, today)),
        ),
        flow=flow_on(today),
    )
    if decision.outcome != ALLOWED:
        raise NotMoved(decision)
    came_from = referral.status
    values = {"status": to, "status_since": effective_on}
    changed = amend(referral, read_version=read_version, values=values, by=by, at=at)
    step = {"came_from": came_from, "reason": reason, "note": note}
    keep_step(referral=referral, **step, by=by, at=at)
    tell(referral, referral.person, fields=changed)
    return referral


def _hold(referral: Referral, read_version: int) -> None:
    """Bring a referral up to what is stored and hold it until the act is over.

    Raises:
        StaleVersion: it is not at the version that was read.
    """
    stored = Referral.objects.select_for_update().get(pk=referral.pk)
    if stored.version != read_version:
        raise StaleVersion(stored)
    for name in ("status", "status_since", "source", "setting", "nation", "version"):
        setattr(referral, name, getattr(stored, name))


def _guards(referral: Referral, to: str, today: date) -> tuple[str, ...]:
    way = flow_on(today).way(referral.status, to)
    return way.guards if way else ()
