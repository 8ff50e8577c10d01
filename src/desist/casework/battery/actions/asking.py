"""Asking for a form no more, and again, as a referral goes on or back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from desist.casework.audit.door import action, bookkeeping, tell
from desist.casework.battery.actions.answer import BATTERY
from desist.casework.battery.models import OPEN, Administration, State
from desist.casework.battery.queries.administration import is_asked_for
from desist.casework.records.editable import amend
from desist.casework.referrals.models import Referral


@bookkeeping("only asks which forms stand otherwise now; changing them is an action")
def follow_status(*, referral: Referral, at: datetime) -> None:
    """Ask for what still says something, and for nothing else.

    What was begun stays open, to be finished or given up by whoever gave it.
    """
    planned = Administration.objects.select_for_update().filter(referral=referral)
    held = list(planned.filter(state__in=(*OPEN, State.NOT_ASKED)))
    asked = {each.pk for each in held if is_asked_for(referral.status, each.point)}
    open_ones = {(each.point, each.instrument) for each in held if each.is_open}
    moot = [each for each in held if each.state == State.PLANNED and each.pk not in asked]
    again = [
        each
        for each in held
        if each.state == State.NOT_ASKED
        and each.pk in asked
        and (each.point, each.instrument) not in open_ones
    ]
    if moot or again:
        _turn(referral=referral, moot=moot, again=again, by=BATTERY, at=at)


@action("battery.follow_status", on="referral")
def _turn(
    *,
    referral: Referral,
    moot: Sequence[Administration],
    again: Sequence[Administration],
    by: Any,
    at: datetime,
) -> None:
    for forms, state in ((moot, State.NOT_ASKED), (again, State.PLANNED)):
        for each in forms:
            amend(each, read_version=each.version, values={"state": state}, by=by, at=at)
    tell(referral, referral.person, *moot, *again, fields=("state",))
